/** What a report model says of a file that holds its pages and nothing besides. */
export const NOTHING_BESIDES = {
  outline: [],
  alternativeTexts: [],
  attachments: [],
  scripts: [],
  externalActions: [],
  hiddenLayers: [],
  earlierRevisions: [],
  ownerEncrypted: false,
} as const;
