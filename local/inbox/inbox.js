// Shows new messages as they arrive, and uploads files dropped on the page.
const list = document.querySelector('#messages');
const news = document.querySelector('#news');
const form = document.querySelector('#drop');
const input = document.querySelector('#files');
const dropped = document.querySelector('#dropped');

let etag = '';
async function refresh() {
  try {
    const answer = await fetch('/messages', {
      headers: etag ? { 'if-none-match': etag } : {},
      cache: 'no-store',
    });
    if (answer.status === 200) {
      const before = list.querySelectorAll('[data-id]').length;
      const first = etag === '';
      etag = answer.headers.get('etag') ?? '';
      const items = await answer.text();
      if (!first || before === 0) show(items);
      const more = list.querySelectorAll('[data-id]').length - before;
      if (more > 0) news.textContent = `${more} new ${more === 1 ? 'message' : 'messages'}`;
    }
  } catch {
    // The emulator has stopped; it may start again.
  }
  setTimeout(refresh, 1500);
}

// Keeps expanded messages expanded.
function show(items) {
  const unfolded = new Set(
    [...list.querySelectorAll('details[open]')].map((one) => one.closest('[data-id]')?.dataset.id),
  );
  list.innerHTML = items;
  for (const one of list.querySelectorAll('details'))
    one.open = unfolded.has(one.closest('[data-id]')?.dataset.id);
}

async function send(file) {
  const item = document.createElement('li');
  item.textContent = `${file.name}: on its way`;
  dropped.prepend(item);
  try {
    const answer = await fetch(`/uploads/${encodeURIComponent(file.name)}`, { method: 'PUT', body: file });
    item.textContent = `${file.name}: ${answer.ok ? 'dropped' : await answer.text()}`;
  } catch {
    item.textContent = `${file.name}: could not be sent; is npm start still running?`;
  }
}

if (list && news) refresh();
if (form && input && dropped) {
  input.addEventListener('change', async () => {
    for (const file of [...input.files]) await send(file);
    form.reset();
  });
  for (const name of ['dragenter', 'dragover'])
    form.addEventListener(name, (event) => {
      event.preventDefault();
      form.classList.add('over');
    });
  for (const name of ['dragleave', 'drop']) form.addEventListener(name, () => form.classList.remove('over'));
  form.addEventListener('drop', async (event) => {
    event.preventDefault();
    for (const file of [...event.dataTransfer.files]) await send(file);
  });
}
