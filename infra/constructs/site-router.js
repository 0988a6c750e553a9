// A CloudFront Function that runs before the cache, in
// https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/functions-javascript-runtime-20.html
// biome-ignore lint/correctness/noUnusedVariables: CloudFront calls it.
function handler(event) {
  const request = event.request;
  const uri = request.uri;
  const last = uri.slice(uri.lastIndexOf('/') + 1);
  if (last === '') {
    request.uri = `${uri}index.html`;
  } else if (!last.includes('.')) {
    // Prevents an open redirect: `//host` would lead to another host.
    const inside = uri.replace(/^[/\\]+/, '');
    const location = inside === '' ? '/' : `/${inside}/`;
    return {
      statusCode: 301,
      statusDescription: 'Moved Permanently',
      headers: { location: { value: location }, 'cache-control': { value: 'public, max-age=3600' } },
    };
  }
  return request;
}
