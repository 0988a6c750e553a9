// A CloudFront Function: it runs before the cache, in the JavaScript of
// https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/functions-javascript-runtime-20.html
// biome-ignore lint/correctness/noUnusedVariables: CloudFront calls it.
function handler(event) {
  const request = event.request;
  const uri = request.uri;
  const last = uri.slice(uri.lastIndexOf('/') + 1);
  if (last === '') {
    request.uri = `${uri}index.html`;
  } else if (!last.includes('.')) {
    // Never a redirect to another host: `//host` would be one.
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
