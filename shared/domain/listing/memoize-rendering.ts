import type { Settings } from '../settings.ts';
import type { ListedEntry } from './listing.ts';

/**
 * A rendering that is made once for each entry that was read: one writing of the listing shows an entry in up
 * to three feeds. It is forgotten with the entry.
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
