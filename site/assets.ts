import assets from './assets.json' with { type: 'json' };

/** Addresses of styles and scripts. Those under `/assets/` change with their bytes. */
export const ASSET_PATHS = {
  styles: assets.styles.path,
  page: assets.page.path,
  search: assets.search.path,
  icon: assets.icon.path,
  embed: assets.embed.path,
} as const;

/** Styles and scripts as they are served. */
export const ASSETS: readonly { readonly path: string; readonly body: string }[] = Object.values(assets);
