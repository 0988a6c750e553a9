import { isFontName } from './fonts/font-names.ts';
import { isGlyphName } from './fonts/glyph-names.ts';
import { namesIn } from './names-in.ts';
import { isKnownTag } from './tags/structure-names.ts';

/**
 * Keys that a copy may have (ISO 32000-2), by the kind of object. All others are somebody's own, and go.
 */
export const KEYS: ReadonlySet<string> = namesIn(`
  Type Subtype S Length Filter DecodeParms
  Pages PageLabels PageLayout PageMode Outlines StructTreeRoot MarkInfo OCProperties Lang Metadata
  ViewerPreferences DisplayDocTitle Marked Suspects OCGs D Order Name St Nums Names Kids Limits Count Parent
  Resources MediaBox CropBox BleedBox TrimBox ArtBox Contents Rotate Group Annots StructParents StructParent
  Tabs UserUnit
  Rect P F Border BS C H QuadPoints Dest A URI W
  Title First Last Prev Next
  K IDTree ParentTree ParentTreeNextKey ClassMap Namespaces ID Ref Pg R Alt E ActualText NS MCID Obj Stm
  StmOwn O
  Placement WritingMode BackgroundColor BorderColor BorderStyle BorderThickness Padding Color SpaceBefore
  SpaceAfter StartIndent EndIndent TextIndent TextAlign BBox Width Height BlockAlign InlineAlign TBorderStyle
  TPadding BaselineShift LineHeight TextDecorationColor TextDecorationThickness TextDecorationType RubyAlign
  RubyPosition GlyphOrientationVertical ColumnCount ColumnGap ColumnWidths TextPosition ListNumbering
  ContinuedList ContinuedFrom RowSpan ColSpan Headers Scope Summary Short Role checked Checked Desc NoteType
  Attached
  Font XObject ExtGState ColorSpace Pattern Shading Properties ProcSet
  BaseFont FirstChar LastChar Widths FontDescriptor Encoding ToUnicode FontBBox FontMatrix CharProcs
  DescendantFonts CIDSystemInfo Registry Ordering Supplement DW DW2 W2 CIDToGIDMap BaseEncoding Differences
  FontName FontStretch FontWeight Flags ItalicAngle Ascent Descent Leading CapHeight XHeight StemV StemH
  AvgWidth MaxWidth MissingWidth FontFile FontFile2 FontFile3 CIDSet Length1 Length2 Length3 WMode UseCMap CMapName
  BitsPerComponent Intent ImageMask Mask Decode Interpolate SMask SMaskInData Matte
  Predictor Colors Columns EarlyChange EndOfLine EncodedByteAlign Rows EndOfBlock BlackIs1 JBIG2Globals
  DamagedRowsBeforeError ColorTransform
  FormType Matrix CS I G BC TR N Alternate Range WhitePoint BlackPoint Gamma
  LW LC LJ ML RI OP op OPM FL SM SA BM CA ca AIS TK UseBlackPtComp TR2
  PatternType PaintType TilingType XStep YStep ShadingType Background AntiAlias Coords Domain Extend Function
  BitsPerCoordinate BitsPerFlag VerticesPerRow
  FunctionType Size BitsPerSample Encode C0 C1 Functions Bounds
`);

/** Values that are names of the standard. */
const VALUES: ReadonlySet<string> = namesIn(`
  Catalog Pages Page Outlines StructTreeRoot StructElem MCR OBJR Annot Action Border OCG Metadata PageLabel
  Font FontDescriptor Encoding CMap XObject ExtGState Pattern Group Mask Namespace
  XML Link URI GoTo Image Form Type0 Type1 MMType1 Type3 TrueType CIDFontType0 CIDFontType2 Type1C
  CIDFontType0C OpenType
  SinglePage OneColumn TwoColumnLeft TwoColumnRight TwoPageLeft TwoPageRight UseNone UseOutlines UseThumbs
  R r A a D S B U N O I P W C
  XYZ Fit FitH FitV FitR FitB FitBH FitBV
  FlateDecode LZWDecode ASCII85Decode ASCIIHexDecode RunLengthDecode CCITTFaxDecode DCTDecode JBIG2Decode
  JPXDecode
  DeviceGray DeviceRGB DeviceCMYK CalGray CalRGB Lab ICCBased Indexed Separation DeviceN All None Cyan Magenta
  Yellow Black Red Green Blue RGB CMYK G CalCMYK
  AbsoluteColorimetric RelativeColorimetric Saturation Perceptual Default ON OFF
  Normal Compatible Multiply Screen Overlay Darken Lighten ColorDodge ColorBurn HardLight SoftLight Difference
  Exclusion Hue Color Luminosity Alpha Transparency Identity
  WinAnsiEncoding MacRomanEncoding MacExpertEncoding StandardEncoding PDFDocEncoding Identity-H Identity-V
  UltraCondensed ExtraCondensed Condensed SemiCondensed SemiExpanded Expanded ExtraExpanded UltraExpanded
  Map PDF Text ImageB ImageC ImageI
  Layout List Table PrintField Artifact FENote
  Block Inline Before Start End LrTb RlTb TbRl TbLr LrBt RlBt BtLr Hidden Dotted Dashed Solid Double Groove
  Ridge Inset Outset Left Right Top Bottom Center Middle Justify Auto Underline Overline LineThrough Distribute
  Warichu Sup Sub Row Column Both Decimal UpperRoman LowerRoman UpperAlpha LowerAlpha Disc Circle Square
  Ordered Unordered Description rb cb pb tv on off neutral Footnote Endnote Pagination Page Background Header
  Footer Watermark
`);

/** Predefined character maps (ISO 32000-2, table 116), by what they begin with. */
const PREDEFINED_MAPS = namesIn(`
  GB GBK GBpc GBKp GBK2K UniGB B5pc HKscs ETen ETenms CNS UniCNS 83pv 90ms 90msp 90pv Add EUC Ext UniJIS
  UniJIS2004 KSC KSCms KSCpc UniKS
`);
const MAP_ENDING = /^(?:EUC|UCS2|UTF16|UTF8|UTF32|B5|RKSJ|HW|H|V|JIS2004)$/;
const isPredefinedMap = (name: string): boolean => {
  const [first = '', ...rest] = name.split('-');
  return PREDEFINED_MAPS.has(first) && rest.length > 0 && rest.every((part) => MAP_ENDING.test(part));
};

/** Names that the copy generates for resources, inks and classes. */
const GENERATED = /^(?:[XFGCPSM]\d+|Ink\d+)$/;

/** Colour spaces that replace those of devices (ISO 32000-2, 8.6.5.6). */
const DEFAULT_SPACE = /^Default(?:Gray|RGB|CMYK)$/;

export const isGenerated = (name: string): boolean => GENERATED.test(name) || DEFAULT_SPACE.test(name);

/** Whether a name is one of the standard or generated, and so nobody's own. */
export const isKnownName = (name: string): boolean =>
  VALUES.has(name) || isGenerated(name) || isPredefinedMap(name) || isKnownTag(name);

/** Keys whose values are names of fonts. */
const FONT_NAMES: ReadonlySet<string> = new Set(['BaseFont', 'FontName']);

/** Whether a name may stand as the value of a key, or in an array that a key holds. */
export const isNameFor = (key: string, name: string): boolean =>
  (FONT_NAMES.has(key) && isFontName(name)) ||
  isKnownName(name) ||
  (key === 'Differences' && isGlyphName(name));

/** A language without a private part (BCP 47): letters of a script and of a country. */
const LANGUAGE =
  /^[a-z]{2,3}(?:-(?:Latn|Cyrl|Arab|Hans|Hant|Grek|Hebr|Guru|Beng))?(?:-(?:[a-z]{2}|\d{3}))?$/i;
export const isLanguage = (text: string): boolean => text === '' || LANGUAGE.test(text);

/** Collections of characters (ISO 32000-2, 9.7.3). */
const ORDERINGS = new Set(['Identity', 'UCS', 'Japan1', 'Japan2', 'GB1', 'CNS1', 'Korea1', 'KR']);
export const isCollection = (registry: string | undefined, ordering: string | undefined): boolean =>
  registry === 'Adobe' && ordering !== undefined && ORDERINGS.has(ordering);

export const NAMESPACES: ReadonlySet<string> = new Set([
  'http://iso.org/pdf/ssn',
  'http://iso.org/pdf2/ssn',
  'http://www.w3.org/1998/Math/MathML',
]);

/** A page label's prefix (ISO 32000-2, 12.4.2) is a letter or a few: `A-1`. Words are somebody's own. */
export const isLabelPrefix = (text: string): boolean => !/\p{L}{4}/u.test(text) && text.length <= 8;
