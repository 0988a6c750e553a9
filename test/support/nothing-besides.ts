/** The fields of a report model for a file with nothing besides its pages. */
export const NOTHING_BESIDES = {
  outline: [],
  carried: [],
  labels: [],
  attachments: [],
  scripts: [],
  externalActions: [],
  hiddenLayers: [],
  earlierRevisions: [],
  ownerEncrypted: false,
} as const;
