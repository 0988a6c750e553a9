import type { World } from '../support/fakes/a-world.ts';

/** A field that a newer release writes into every record and entry. This release does not know it. */
const FIELD = 'ofNewerRelease';

/** The world as a run of a newer release uses it: its writes carry what this release does not know. */
export function asNewerRelease(world: World): World {
  const { reviews, entries } = world;
  const marked = <Item extends object>(item: Item): Item => ({ ...item, [FIELD]: true });
  return {
    ...world,
    reviews: { ...reviews, put: (review) => reviews.put(marked(review)) },
    entries: { ...entries, put: (entry) => entries.put(marked(entry)) },
  };
}

/** The world as an older release would use it that writes only what it knows. */
export function forgettingNewerFields(world: World): World {
  const { reviews } = world;
  return {
    ...world,
    reviews: {
      ...reviews,
      async get(name) {
        const review = await reviews.get(name);
        if (review === undefined) return undefined;
        const known = { ...review };
        Reflect.deleteProperty(known, FIELD);
        return known;
      },
    },
  };
}

/**
 * Looks at every write. Answers the names of items that lost what a newer release wrote. An entry that is no
 * longer published loses it on purpose: what is withdrawn leaves no trace.
 */
export function watchNewerFields(world: World): () => string[] {
  const marked = new Set<string>();
  return () => {
    const items = [
      ...world.reviews.records.map((item) => ({ name: `the record of ${item.name}`, item })),
      ...world.entries.stored.map((item) => ({ name: `the entry ${item.year}/${item.slug}`, item })),
    ];
    for (const { name, item } of items) {
      if ('status' in item && item.status !== 'published') marked.delete(name);
      else if (FIELD in item) marked.add(name);
    }
    return items.flatMap(({ name, item }) => (marked.has(name) && !(FIELD in item) ? [name] : []));
  };
}
