import { PDFDict, PDFName, type PDFObject } from '@cantoo/pdf-lib';
import { namesIn } from './names-in.ts';

/** What stays of each kind of object (names as in ISO 32000-2); everything else is dropped. */

export const CATALOGUE = namesIn(`
  Type Pages PageLabels PageLayout PageMode Outlines StructTreeRoot MarkInfo OCProperties
`);
export const MARK_INFO = namesIn('Marked Suspects');
export const PAGE_LABEL = namesIn('Type S P St');
export const PAGE_TREE = namesIn('Type Parent Kids Count Resources MediaBox CropBox Rotate');
export const PAGE = namesIn(`
  Type Parent Resources MediaBox CropBox BleedBox TrimBox ArtBox Contents Rotate Group Annots
  StructParents Tabs UserUnit
`);
/** `Contents` is what a screen reader says for the link (PDF/UA-1, 7.18.5). */
export const LINK = namesIn('Type Subtype Rect P F Border BS C H QuadPoints Dest A StructParent Contents');
export const ACTION = namesIn('Type S D URI');
export const OUTLINES = namesIn('Type First Last Count');
export const OUTLINE_ITEM = namesIn('Title Parent Prev Next First Last Count Dest A C F');
export const STRUCTURE_ROOT = namesIn('Type K IDTree ParentTree ParentTreeNextKey ClassMap Namespaces');
export const STRUCTURE_ELEMENT = namesIn('Type S P ID Ref Pg K A C R Lang Alt E ActualText NS');
export const IMAGE = namesIn(`
  Type Subtype Width Height ColorSpace BitsPerComponent Intent ImageMask Mask Decode Interpolate SMask
  SMaskInData Matte StructParent OC Length Filter DecodeParms
`);
export const FORM = namesIn(`
  Type Subtype FormType BBox Matrix Resources Group StructParent StructParents OC Length Filter
  DecodeParms
`);

const NAME_MAPS = namesIn(`
  CharProcs ClassMap Colorants ColorSpace ExtGState Font Pattern Properties RoleMap RoleMapNS Shading
  XObject
`);

/**
 * Whether values of this key have free names as their keys, where `AA` may be a font. The shading of a
 * pattern stands under the key of a map of shadings.
 */
export const isNameMap = (key: string, value: PDFObject): boolean =>
  NAME_MAPS.has(key) && !(value instanceof PDFDict && value.has(PDFName.of('ShadingType')));

/** Keys of text for people. */
export const SPOKEN = namesIn('ActualText Alt Contents E Short Summary Title');

/** Keys whose values, or the elements of whose arrays, may be text; anywhere else text is somebody's own. */
export const TEXT = SPOKEN.union(
  namesIn('Headers ID Lang Limits NS Name Names Nums Ordering P Registry URI'),
);
