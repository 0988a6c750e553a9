import { parseSettings, type Settings } from '#shared/domain/settings.ts';

/** The same publisher with every page in Welsh too. */
export function inTwoLanguages(settings: Settings): Settings {
  return parseSettings({
    ...settings,
    publisher: {
      ...settings.publisher,
      secondLanguage: {
        language: 'cy',
        name: 'Partneriaeth Diogelu Rhywle',
        heading: 'Adolygiadau ymarfer diogelu',
        introduction: 'Cyhoeddodd y bartneriaeth yr adolygiadau hyn.',
      },
    },
  });
}
