// A CloudFront Function that runs after the cache. A file of the public bucket says by its metadata that its
// address has no page any more, or that search engines must leave it out. A function for viewer responses may
// change the status (https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/function-code-choose-purpose.html),
// but does not run for an origin's answer of 400 or more, so a file must exist for 410.
// biome-ignore lint/correctness/noUnusedVariables: CloudFront calls it.
function handler(event) {
  const response = event.response;
  const status = response.headers['x-amz-meta-status'];
  const robots = response.headers['x-amz-meta-robots'];
  if (status && status.value === '410' && response.statusCode === 200) {
    response.statusCode = 410;
    response.statusDescription = 'Gone';
  }
  if (robots) response.headers['x-robots-tag'] = { value: robots.value };
  delete response.headers['x-amz-meta-status'];
  delete response.headers['x-amz-meta-robots'];
  return response;
}
