import type { Settings } from '../settings.ts';
import type { ListedEntry } from './entry.ts';

/**
 * Memoizes a renderer per entry object (WeakMap). One listing update renders an entry into up to three feeds.
 */
export function memoizePerEntry<Made>(
  render: (entry: ListedEntry, settings: Settings) => Made,
): (entry: ListedEntry, settings: Settings) => Made {
  const known = new WeakMap<ListedEntry, { readonly settings: Settings; readonly made: Made }>();
  return (entry, settings) => {
    const before = known.get(entry);
    if (before?.settings === settings) return before.made;
    const made = render(entry, settings);
    known.set(entry, { settings, made });
    return made;
  };
}
