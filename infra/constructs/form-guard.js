// A CloudFront Function that runs before the body of a form is received.
// https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/functions-event-structure.html
var MOST_BYTES = 10000;
// biome-ignore lint/correctness/noUnusedVariables: CloudFront calls it.
function handler(event) {
  const headers = event.request.headers;
  const refused = (statusCode, statusDescription) => ({
    statusCode,
    statusDescription,
    headers: { 'cache-control': { value: 'no-store' } },
  });
  const length = headers['content-length'];
  if (length && Number(length.value) > MOST_BYTES) return refused(413, 'Content Too Large');
  // Only pages of this site may post. Browsers without Sec-Fetch-Site send Origin with every POST.
  const site = headers['sec-fetch-site'];
  const origin = headers.origin;
  const isForeign = site
    ? site.value !== 'same-origin' && site.value !== 'none'
    : origin && origin.value.replace(/^https?:\/\//, '') !== headers.host.value;
  if (event.request.method === 'POST' && isForeign) return refused(403, 'Forbidden');
  return event.request;
}
