import { readFile } from 'node:fs/promises';
import { builtinModules } from 'node:module';
import { dirname } from 'node:path';
import type { Plugin } from 'esbuild';
import { LISTING_JSON_SCHEMA } from '#shared/domain/listing/listing-json-schema.ts';

/**
 * esbuild plugin: takes Node's own modules by `require`. An `import` makes Node look at each of their exports, which
 * loads what nothing here uses: of `http` a whole HTTP client (undici), of `fs` and `process` a line editor.
 */
export const requiredBuiltins: Plugin = {
  name: 'required-builtins',
  setup(build) {
    const builtin = new RegExp(`^(node:)?(${builtinModules.join('|')})$`);
    build.onResolve({ filter: builtin }, ({ path, kind }) =>
      kind === 'import-statement'
        ? { path: path.replace(/^(?!node:)/, 'node:'), namespace: 'required' }
        : { path, external: true },
    );
    build.onLoad({ filter: /./, namespace: 'required' }, ({ path }) => ({
      contents: `module.exports = require(${JSON.stringify(path)})`,
      loader: 'js',
    }));
  },
};

/**
 * esbuild plugin: credentials and settings of the SDK come from the environment, where Lambda puts them, and from
 * nowhere else. Looking in files, in other services and in browsers takes 100 KB of clients.
 * https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html
 */
export const environmentOnly: Plugin = {
  name: 'environment-only',
  setup(build) {
    build.onResolve(
      { filter: /^@aws-sdk\/credential-provider-node$/ },
      async ({ path, pluginData, ...from }) => {
        if (pluginData === 'as it is') return undefined;
        const found = await build.resolve(path, { ...from, pluginData: 'as it is' });
        if (found.errors.length > 0) return { errors: found.errors };
        return { path, namespace: 'environment', pluginData: dirname(found.path) };
      },
    );
    build.onLoad({ filter: /./, namespace: 'environment' }, ({ pluginData }) => ({
      contents: 'export { fromEnv as defaultProvider } from "@aws-sdk/credential-provider-env"',
      loader: 'js',
      resolveDir: String(pluginData),
    }));
    build.onLoad({ filter: /shared-ini-file-loader[\\/]loadSharedConfigFiles\.js$/ }, () => ({
      contents:
        'export const loadSharedConfigFiles = async () => ({ configFile: {}, credentialsFile: {} });\n' +
        'export { CONFIG_PREFIX_SEPARATOR } from "./constants";',
      loader: 'js',
    }));
  },
};

/**
 * esbuild plugin: of what a client of the SDK knows about its service, keeps what our operations need. Names of fields
 * are written out, since esbuild keeps whatever has a computed key. An error class that nothing in `sources` names is
 * not registered: the error then comes as the service's base class, with the same `name`.
 */
export function usedSchemas(sources: () => Promise<readonly string[]>): Plugin {
  return {
    name: 'used-schemas',
    setup(build) {
      const named = sources().then((texts) => new Set(texts.flatMap((text) => text.match(/\w+/g) ?? [])));
      build.onLoad(
        { filter: /client-[\w-]+[\\/]dist-es[\\/]schemas[\\/]schemas_0\.js$/ },
        async ({ path }) => {
          const source = await readFile(path, 'utf8');
          const constants = new Map(
            [...source.matchAll(/^const (\w+) = ("[^"\n]*");$/gm)].map(([, name, text]) => [name, text]),
          );
          const names = await named;
          const contents = source
            .replace(/\[(_\w+)\](?=:)/g, (key, constant: string) => constants.get(constant) ?? key)
            .replace(/^\w+_registry\.registerError\(\w+\$, (\w+)\);$/gm, (registration, error: string) =>
              names.has(error) || error.endsWith('ServiceException') ? registration : '',
            );
          return { contents, loader: 'js' };
        },
      );
    },
  };
}

/** esbuild plugin: the listing's JSON Schema is made now and not at each cold start, which needs no maker of schemas then. */
export const madeListingSchema: Plugin = {
  name: 'made-listing-schema',
  setup(build) {
    build.onLoad({ filter: /[\\/]shared[\\/]domain[\\/]listing-json-schema\.ts$/ }, () => ({
      contents: `export const LISTING_JSON_SCHEMA = ${JSON.stringify(LISTING_JSON_SCHEMA)};`,
      loader: 'js',
    }));
  },
};

/** What no function does, by the modules that do it, and of those that are imported when needed. Node has the checksums itself. */
const ABSENT =
  /[\\/](event-streams[\\/]eventstream-codec[\\/]EventStreamCodec|endpoint-cache[\\/]dist-es[\\/]EndpointCache|Sha256Js|Sha1Js|Md5Js|zod[\\/]v4[\\/]core[\\/](to-json-schema|json-schema-processors))\.js$/;
const NEVER_NEEDED = /^(bowser|@smithy\/core\/event-streams)$/;

/**
 * esbuild plugin: leaves out what packages bring and no function does: telling browsers apart, streams of events,
 * discovery of endpoints, checksums in JavaScript, making of JSON Schemas. Whoever uses it all the same is told so by an error.
 */
export const absentParts: Plugin = {
  name: 'absent-parts',
  setup(build) {
    build.onLoad({ filter: ABSENT }, async ({ path }) => {
      const { metafile } = await build.esbuild.build({
        entryPoints: [path],
        outdir: 'out',
        format: 'esm',
        write: false,
        metafile: true,
      });
      const names = Object.values(metafile.outputs).flatMap((output) => output.exports);
      const part = path.replaceAll('\\', '/').replace(/.*\/node_modules\//, '');
      return { contents: absent(part, names), loader: 'js' };
    });
    build.onResolve({ filter: NEVER_NEEDED }, ({ path, kind }) =>
      kind === 'dynamic-import' ? { path, namespace: 'never-needed' } : undefined,
    );
    build.onLoad({ filter: /./, namespace: 'never-needed' }, ({ path }) => ({
      contents: `${refusal(path)}\nrefuse();`,
      loader: 'js',
    }));
  },
};

const refusal = (part: string): string =>
  `const refuse = () => { throw new Error(${JSON.stringify(`${part} is not part of the bundles: see infra/lean-bundle.ts`)}); };`;

/** A module that can be imported, and whose exports can be constructed; anything else throws. */
function absent(part: string, names: readonly string[]): string {
  return `${refusal(part)}
function absent() { return new.target ? new Proxy(this, { get: refuse }) : refuse(); }
export { ${names.map((name) => `absent as ${name}`).join(', ')} };`;
}
