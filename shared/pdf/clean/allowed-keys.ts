/** What stays of each kind of object (names as in ISO 32000-2); everything else is dropped. */

export const CATALOGUE = new Set([
  'Type',
  'Pages',
  'PageLabels',
  'PageLayout',
  'PageMode',
  'Outlines',
  'StructTreeRoot',
  'MarkInfo',
  'OCProperties',
]);
export const MARK_INFO = new Set(['Marked', 'Suspects']);
export const PAGE_LABEL = new Set(['Type', 'S', 'P', 'St']);
export const PAGE_TREE = new Set([
  'Type',
  'Parent',
  'Kids',
  'Count',
  'Resources',
  'MediaBox',
  'CropBox',
  'Rotate',
]);
export const PAGE = new Set([
  'Type',
  'Parent',
  'Resources',
  'MediaBox',
  'CropBox',
  'BleedBox',
  'TrimBox',
  'ArtBox',
  'Contents',
  'Rotate',
  'Group',
  'Annots',
  'StructParents',
  'Tabs',
  'UserUnit',
]);
/** `Contents` is what a screen reader says for the link (PDF/UA-1, 7.18.5). */
export const LINK = new Set([
  'Type',
  'Subtype',
  'Rect',
  'P',
  'F',
  'Border',
  'BS',
  'C',
  'H',
  'QuadPoints',
  'Dest',
  'A',
  'StructParent',
  'Contents',
]);
export const ACTION = new Set(['Type', 'S', 'D', 'URI']);
export const OUTLINES = new Set(['Type', 'First', 'Last', 'Count']);
export const OUTLINE_ITEM = new Set([
  'Title',
  'Parent',
  'Prev',
  'Next',
  'First',
  'Last',
  'Count',
  'Dest',
  'A',
  'C',
  'F',
]);
export const STRUCTURE_ROOT = new Set([
  'Type',
  'K',
  'IDTree',
  'ParentTree',
  'ParentTreeNextKey',
  'ClassMap',
  'Namespaces',
]);
export const STRUCTURE_ELEMENT = new Set([
  'Type',
  'S',
  'P',
  'ID',
  'Ref',
  'Pg',
  'K',
  'A',
  'C',
  'R',
  'Lang',
  'Alt',
  'E',
  'ActualText',
  'NS',
]);
export const IMAGE = new Set([
  'Type',
  'Subtype',
  'Width',
  'Height',
  'ColorSpace',
  'BitsPerComponent',
  'Intent',
  'ImageMask',
  'Mask',
  'Decode',
  'Interpolate',
  'SMask',
  'SMaskInData',
  'Matte',
  'StructParent',
  'OC',
  'Length',
  'Filter',
  'DecodeParms',
]);
export const FORM = new Set([
  'Type',
  'Subtype',
  'FormType',
  'BBox',
  'Matrix',
  'Resources',
  'Group',
  'StructParent',
  'StructParents',
  'OC',
  'Length',
  'Filter',
  'DecodeParms',
]);

/**
 * Never kept, on whatever object: private data, files, scripts, previews, and streams that live in another
 * file.
 */
export const FORBIDDEN = new Set([
  'AA',
  'AF',
  'Alternates',
  'DPart',
  'EF',
  'JS',
  'LastModified',
  'Metadata',
  'OpenAction',
  'OPI',
  'PieceInfo',
  'RF',
  'SpiderInfo',
  'Thumb',
]);

/** Values of these keys are dictionaries whose keys are free names, where `AA` may be a font. */
export const NAME_MAPS = new Set([
  'CharProcs',
  'ClassMap',
  'Colorants',
  'ColorSpace',
  'ExtGState',
  'Font',
  'Pattern',
  'Properties',
  'RoleMap',
  'RoleMapNS',
  'Shading',
  'XObject',
]);

/** Keys whose values, or the elements of whose arrays, may be text; anywhere else text is somebody's own. */
export const TEXT = new Set([
  'ActualText',
  'Alt',
  'Contents',
  'E',
  'Headers',
  'ID',
  'Lang',
  'Limits',
  'NS',
  'Name',
  'Names',
  'Nums',
  'Ordering',
  'P',
  'Registry',
  'Short',
  'Summary',
  'Title',
  'URI',
]);
