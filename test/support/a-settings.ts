import { parseSettings, type Settings } from '#shared/domain/settings.ts';

/** Settings of an invented publisher. */
export function aSettings(changes: Partial<Settings> = {}): Settings {
  return parseSettings({
    publisher: {
      name: 'Example Safeguarding Children Partnership',
      heading: 'Safeguarding practice reviews',
      introduction: 'Reviews that the partnership has published.',
      site: 'https://reviews.example.org',
      contact: { email: 'reviews@example.org' },
    },
    ...changes,
  });
}
