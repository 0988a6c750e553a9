import { dirname } from 'node:path';
import type { Plugin } from 'esbuild';

/**
 * esbuild plugin: takes `http` and `https` by `require`. An `import` makes Node look at each of their exports, which
 * loads a whole HTTP client (undici) that nothing here uses: 20 ms of every cold start.
 */
export const requiredHttp: Plugin = {
  name: 'required-http',
  setup(build) {
    build.onResolve({ filter: /^(node:)?https?$/ }, ({ path, namespace, kind }) => {
      if (kind === 'require-call' || namespace === 'required') return { path, external: true };
      return { path, namespace: 'required' };
    });
    build.onLoad({ filter: /./, namespace: 'required' }, ({ path }) => ({
      contents: `module.exports = require(${JSON.stringify(path)})`,
      loader: 'js',
    }));
  },
};

/**
 * esbuild plugin: credentials come from the environment, where Lambda puts them, and from nowhere else. Looking in
 * files, in other services and in browsers takes 100 KB of clients.
 * https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html
 */
export const environmentCredentials: Plugin = {
  name: 'environment-credentials',
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
  },
};
