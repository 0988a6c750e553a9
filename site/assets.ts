import paths from './asset-paths.json' with { type: 'json' };
import bodies from './assets.json' with { type: 'json' };

/** Addresses of styles and scripts. Those under `/assets/` change with their bytes. */
export const ASSET_PATHS = paths;

/** Styles and scripts to publish. A function, so that bundles that only render pages leave them out. */
export function assetFiles(): readonly { readonly path: string; readonly body: string }[] {
  return (['styles', 'page', 'search', 'note', 'subscribe', 'icon', 'embed'] as const).map((asset) => ({
    path: paths[asset],
    body: bodies[asset],
  }));
}
