/** Names of glyphs of three letters and more in Latin and Greek fonts (Adobe Glyph List). */
const LISTED = `
AEsmall Aacute Aacutesmall Abreve Acircumflex Acircumflexsmall Acute Acutesmall Adieresis Adieresissmall
Agrave Agravesmall Alpha Amacron Aogonek Aring Aringsmall Asmall Atilde Atildesmall Beta Brevesmall
Bsmall Cacute Caron Caronsmall Ccaron Ccedilla Ccedillasmall Ccircumflex Cdot Cdotaccent Cedillasmall
Chi Circumflexsmall Csmall Dcaron Dcroat Delta Deltagreek Dieresis DieresisAcute DieresisGrave
Dieresissmall Dotaccentsmall Dslash Dsmall Eacute Eacutesmall Ebreve Ecaron Ecircumflex Ecircumflexsmall
Edieresis Edieresissmall Edot Edotaccent Egrave Egravesmall Eightroman Elevenroman Emacron Eng Eogonek
Epsilon Esmall Eta Eth Ethsmall Euro Fiveroman Fourroman Fsmall Gamma Gbreve Gcedilla Gcircumflex
Gcommaaccent Gdot Gdotaccent Grave Gravesmall Gsmall Hbar Hcircumflex Hsmall Hungarumlaut
Hungarumlautsmall Iacute Iacutesmall Ibreve Icircumflex Icircumflexsmall Idieresis Idieresissmall Idot
Idotaccent Ifraktur Igrave Igravesmall Imacron Iogonek Iota Iotadieresis Ismall Itilde Jcircumflex
Jsmall Kappa Kcedilla Kcommaaccent Ksmall Lacute Lambda Lcaron Lcedilla Lcommaaccent Ldot Ldotaccent
Lslash Lslashsmall Lsmall Macron Macronsmall Msmall Nacute Ncaron Ncedilla Ncommaaccent Nineroman Nsmall
Ntilde Ntildesmall OEsmall Oacute Oacutesmall Obreve Ocircumflex Ocircumflexsmall Odblacute Odieresis
Odieresissmall Ogoneksmall Ograve Ogravesmall Ohm Ohungarumlaut Omacron Omega Omegagreek Omicron
Oneroman Oslash Oslashsmall Osmall Otilde Otildesmall Phi Psi Psmall Qsmall Racute Rcaron Rcedilla
Rcommaaccent Rfraktur Rho Ringsmall Rsmall Sacute Scaron Scaronsmall Scedilla Scircumflex Sevenroman
Sigma Sixroman Ssmall Tau Tbar Tcaron Tcedilla Tcommaaccent Tenroman Theta Thorn Thornsmall Threeroman
Tildesmall Tsmall Twelveroman Tworoman Uacute Uacutesmall Ubreve Ucircumflex Ucircumflexsmall Udblacute
Udieresis Udieresissmall Ugrave Ugravesmall Uhungarumlaut Umacron Uogonek Upsilon Upsilondieresis Uring
Usmall Utilde Vsmall Wcircumflex Wsmall Xsmall Yacute Yacutesmall Ycircumflex Ydieresis Ydieresissmall
Ysmall Zacute Zcaron Zcaronsmall Zdot Zdotaccent Zeta Zsmall aacute abreve acircumflex acute adieresis
agrave aleph allequal alpha alphatonos amacron ampersand ampersandsmall angle angstrom aogonek
approaches approxequal approxequalorimage approximatelyequal aring arrowboth arrowdashdown arrowdashleft
arrowdashright arrowdashup arrowdblboth arrowdbldown arrowdblleft arrowdblright arrowdblup arrowdown
arrowdownleft arrowdownright arrowdownwhite arrowhookleft arrowhookright arrowleft arrowleftbothalf
arrowleftdbl arrowleftdblstroke arrowleftoverright arrowlefttophalf arrowleftwhite arrownortheast
arrownorthwest arrowright arrowrightbothalf arrowrightdblstroke arrowrightoverleft arrowrighttophalf
arrowrightwhite arrowsoutheast arrowsouthwest arrowtableft arrowtabright arrowup arrowupdn arrowupdnbse
arrowupdownbase arrowupleft arrowupleftofdown arrowupright arrowupwhite asciicircum asciitilde asterisk
asteriskmath asterism asuperior asymptoticallyequal atilde backslash backslashBig backslashBigg
backslashbig backslashbigg bar bardbl because beta blackcircle blackdiamond blackdownpointingtriangle
blackleftpointingpointer blackleftpointingtriangle blacklowerlefttriangle blacklowerrighttriangle
blackrectangle blackrightpointingpointer blackrightpointingtriangle blacksmallsquare blacksmilingface
blacksquare blackstar blackupperlefttriangle blackupperrighttriangle blackuppointingsmalltriangle
blackuppointingtriangle braceleft braceleftBig braceleftBigg braceleftbig braceleftbigg braceright
bracerightBig bracerightBigg bracerightbig bracerightbigg bracketleft bracketleftBig bracketleftBigg
bracketleftbig bracketleftbigg bracketright bracketrightBig bracketrightBigg bracketrightbig
bracketrightbigg brokenbar bsuperior bullet bulletinverse bulletoperator bullseye cacute capslock careof
carriagereturn ccaron ccedilla ccircumflex cdot cdotaccent cedilla cent centigrade centinferior
centoldstyle centsuperior chi circle circlecopyrt circlewithlefthalfblack circlewithrighthalfblack club
clubsuitblack colon colonmonetary colonsign comma commaaccent commainferior commasuperior compass
congruent contintegraldisplay contintegraltext contourintegral controlACK controlBEL controlBS
controlCAN controlCR controlDEL controlDLE controlEM controlENQ controlEOT controlESC controlETB
controlETX controlFF controlFS controlGS controlHT controlLF controlNAK controlNULL controlRS controlSI
controlSO controlSOT controlSTX controlSUB controlSYN controlUS controlVT coproductdisplay coproducttext
copyright copyrightserif cruzeiro currency cyrBreve cyrFlex cyrbreve cyrflex dagger daggerdbl dblGrave
dblarrowleft dblarrowright dblgrave dblintegral dbllowline dblverticalbar dcaron dcroat degree delta
diamond diamondsuitwhite dieresis dieresisacute dieresisgrave divide divides divisionslash dmacron
dollar dollarinferior dollaroldstyle dollarsuperior dong dotlessi dottedcircle dsuperior eacute earth
ebreve ecaron ecircumflex edieresis edot edotaccent egrave eight eightinferior eightoldstyle eightroman
eightsuperior element elevenroman ellipsis emacron emdash emptyset endash eng eogonek epsilon
epsilontonos equal equalsuperior equivalence estimated esuperior eta etatonos eth euro exclam exclamdbl
exclamdown exclamdownsmall exclamsmall existential f_f f_f_i f_f_l f_i f_l fahrenheit female ffi ffl
figuredash filledbox filledrect fisheye five fiveeighths fiveinferior fiveoldstyle fiveroman
fivesuperior forall four fourinferior fouroldstyle fourroman foursuperior fraction franc gamma gbreve
gcedilla gcircumflex gcommaaccent gdot gdotaccent geometricallyequal germandbls gradient grave greater
greaterequal guillemotleft guillemotright guilsinglleft guilsinglright harpoonleftbarbup
harpoonrightbarbup hbar hcircumflex heart heartsuitblack heartsuitwhite horizontalbar hyphen
hypheninferior hyphensuperior hyphentwo iacute ibreve icircumflex idieresis igrave imacron
imageorapproximatelyequal increment infinity integral integraldisplay integraltext intersection
invbullet invcircle invsmileface iogonek iota iotadieresis iotatonos isuperior itilde jcircumflex kappa
kcedilla kcommaaccent kgreenlandic lacute lambda largecircle lcaron lcedilla lcommaaccent ldot
ldotaccent less lessequal lira logicaland logicalanddisplay logicalandtext logicalnot logicalor
logicalordisplay logicalortext longs lozenge lslash lsquare lsuperior macron male mars middot minus
minusplus minute msuperior mugreek multiply nabla nacute napostrophe nbspace ncaron ncedilla
ncommaaccent newsheqelsign nine nineinferior nineoldstyle nineroman ninesuperior nonbreakingspace
notcontains notelement notelementof notequal notidentical notparallel nsuperior ntilde numbersign numero
oacute obreve ocircumflex odblacute odieresis ograve ohungarumlaut omacron omega omegatonos omicron
omicrontonos one onedotenleader oneeighth onefitted onehalf oneinferior oneoldstyle onequarter oneroman
onesuperior onethird openbullet ordfeminine ordmasculine orthogonal oslash osuperior otilde overline
overscore pagedown pageup paragraph parallel parenleft parenleftBig parenleftBigg parenleftbig
parenleftbigg parenleftinferior parenleftsuperior parenright parenrightBig parenrightBigg parenrightbig
parenrightbigg parenrightinferior parenrightsuperior partialdiff percent period periodcentered
periodinferior periodsuperior perthousand peseta phi plus plusminus plussuperior pointingindexdownwhite
pointingindexleftwhite pointingindexrightwhite pointingindexupwhite prescription prime primereversed
product productdisplay producttext proportion proportional psi question questiondown questiondownsmall
questionsmall quotedbl quotedblbase quotedblleft quotedblright quoteleft quoteleftreversed quotereversed
quoteright quoterightn quotesinglbase quotesingle racute radical radicalBig radicalBigg radicalbig
radicalbigg radicalbt radicaltp radicalvertex ratio rcaron rcedilla rcommaaccent referencemark
registered registerserif reversedtilde rho rightangle rsuperior rupiah sacute scaron scedilla
scircumflex second section semicolon seven seveneighths seveninferior sevenoldstyle sevenroman
sevensuperior sfthyphen sheqel sheqelhebrew sigma sigmafinal similar six sixinferior sixoldstyle
sixroman sixsuperior slash slashBig slashBigg slashbig slashbigg slong smileface softhyphen space
spacehackarabic spade spadesuitblack spadesuitwhite squarediagonalcrosshatchfill squarehorizontalfill
squareorthogonalcrosshatchfill squareupperlefttolowerrightfill squareupperrighttolowerleftfill
squareverticalfill squarewhitewithsmallblack ssuperior sterling suchthat summation summationdisplay
summationtext sun tau tbar tcaron tcedilla tcommaaccent telephone telephoneblack tenroman thereexists
therefore theta thorn three threeeighths threeinferior threeoldstyle threequarters threequartersemdash
threeroman threesuperior tildeoperator trademark trademarkserif triagdn triaglf triagrt triagup
tsuperior twelveroman two twodotenleader twodotleader twoinferior twooldstyle tworoman twosuperior
twothirds uacute ubreve ucircumflex udblacute udieresis ugrave uhungarumlaut umacron underscore
underscoredbl union universal uogonek upsilon upsilondieresis upsilondieresistonos upsilontonos uring
utilde venus verticalbar vextenddouble vextendsingle wcircumflex weierstrass whitebullet whitecircle
whitecircleinverse whitediamond whitediamondcontainingblacksmalldiamond whitedownpointingsmalltriangle
whitedownpointingtriangle whiteleftpointingsmalltriangle whiteleftpointingtriangle
whiterightpointingsmalltriangle whiterightpointingtriangle whitesmallsquare whitesmilingface whitesquare
whitestar whitetelephone whiteuppointingsmalltriangle whiteuppointingtriangle won yacute ycircumflex
ydieresis yen yinyang zacute zcaron zdot zdotaccent zero zeroinferior zerooldstyle zerosuperior zeta
`;

const KNOWN = new Set(LISTED.trim().split(/\s+/));
/** `uni0041`, `u1F600`, `g12`, `cid23`, `index5`, `afii10017`: a code. */
const CODE =
  /^(?:uni(?:[0-9A-F]{4})+|u[0-9A-F]{4,6}|(?:cid|glyph|gid|index|char|afii|[A-Za-z]{1,3})[_-]?\d{1,6})$/;
/** A code that the copy generates, with as many noughts as it takes to be as long as a word. */
const GENERATED = /^[a-z]0*\d{2,9}$/;
const SHORT = /^[A-Za-z]{1,2}$/;
/** What follows a full stop: a variant of a glyph, `a.sc`, `one.oldstyle`, `g.ss01`. */
const VARIANTS = new Set(
  'notdef null alt c2sc calt cap case cn den dlig dnom end fina fitted hist init isol liga lf lnum loc locl medi medium num numr oldstyle onum osf pnum pos rlig salt sc short sinf slash small smcp subs sup superior sups swash swsh taboldstyle tf tnum tosf zero inf inferior'.split(
    ' ',
  ),
);
const NUMBERED = /^(?:(?:alt|ss|cv|sw|v)?\d{1,3})$/;

/**
 * Whether a glyph's name says what it draws (Adobe Glyph List, ligatures and variants too) or is a code. Any
 * other is a word that somebody chose.
 */
export function isGlyphName(name: string): boolean {
  const [base = '', ...variants] = name.split('.');
  return (
    (base === '' ? variants.length > 0 : base.split('_').every(isGlyph)) &&
    variants.every((variant) => VARIANTS.has(variant) || NUMBERED.test(variant))
  );
}

const isGlyph = (name: string): boolean =>
  KNOWN.has(name) || SHORT.test(name) || CODE.test(name) || GENERATED.test(name);
