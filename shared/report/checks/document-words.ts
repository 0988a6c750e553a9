/**
 * Words that stand in the properties of reports without being names: of documents, offices, software,
 * reviews, and of the descriptions that office programs write for pictures. Small letters.
 */
export const DOCUMENT_WORDS: ReadonlySet<string> = new Set(
  `jan feb mar apr jun jul aug sep sept oct nov dec april may june august too not why how can got get ten six boy girl man men mum dad son let see say saw she him his her you are has had did its way far few ago yet nor own per
  put ran run sit try war win age aid aim air bad big bit bus buy car cut die dog dry due ear eat eye fit fix fun gap gas gun hit hot ice ill job key kid law led leg lie lot met mix
  pay pen rid sad sex tie toy via wet yes desktop downloads onedrive drive temp appdata outlook intranet extranet macros
  a about above accessibility accessible acrobat act action active added adobe adult adults affinity aw artwork brochure a4 a5 cyan magenta pantone swatch plate plates doc1 document1 copy1 saved converted derived pt ltd std mt after agency agenda agreed all amended
  analysis and annex annexe annual any appendices appendix application applied approved april art artifact as assurance at attached attachment
  august author authors auto automatically autumn baby back background bar based basic best between black blank blue board body book booklet border
  bottom box branding brief briefing briefings britain british business button by calibri canon canva caption care case cases certificate chair
  change changes chapter chart check checked checklist child childhood children childrens chrome chromium circle city clean cleaned clip clipart close cloud
  cms code collage colour column comment comments commission commissioned community company complete completed composition concise conclusion conclusions
  confidence confidential consultancy consultation consulting contact contacts containing contains content contents control converter copy
  corporate council county couple cover coverpage created creative creator crest cross culture cyfarfod cymru dark data database date dated dates december default
  department description design designed designer details device diagram digital distiller district document documents domestic
  doc docm docx draft drafted drawing dropbox dynamics easy edit edited edition editor education elements email embargo embargoed end england english engine enterprise epson
  equality error events evidence excel executive export exported external extract facebook face faces families family february figure file files fill final finalised
  finding findings finalversion flow flowchart flyer folder font for form format forms foreword foxit framework free friday from front full fully fwd gallery general
  generated generator genogram ghostscript gold google gov government graph graphic graphical graphics green group guidance guide gwent hand hands
  header heading headings health help high home homicide html hub icon icons illustration illustrator image images improvement in incident indd indesign
  independent index individual infographic information initial inquiry insert inside internal interim introduction ipad ios it item january job joint july june key konica kofax
  kyocera landscape large latest law layout lead leaflet learning lessons letter letterhead level libreoffice library light limited line linear lines link linked links list
  local localised locality logo logos london low ltd mac macos main management manager map maps march mark marked master may meeting member members memo methodology
  metadata microsoft minutes minolta misc mixed model monday monitoring month more multi multiagency my name names narrative national network new news newsletter next
  nhs nitro no not note notes november number numbers object october of off office officer official old on one online only open openoffice option or orange
  order organisation organisations original other our out outcome outline output overview overviewreport own pack page pagemaker pages panel paper paragraph part partners partnership partnerships pattern pdf
  pdfs people person phantompdf phase photo photograph photos photoshop picture pictures pie plain plan planning plans police policy portrait post poster powerpoint practice practitioner
  practitioners preface presentation press preview primopdf print printed printer private pro procedure process producer production professional profile program project proof properties protecting protection
  provided public publication publications publish published publisher purple quality quarkxpress query question questions quick quote rapid read reader reading recommendation recommendations rectangle red redacted redaction reference references refs region regional
  register release report reports request response responses restricted result results revised revision revisions ricoh right rotated round royal safe safeguarding safer sans saturday save saved scan scanned scanner scans schedule school schools screen screenshot
  secretary section sections secure select september serial series serious service services set seven shape shapes share shared sharepoint sharp shot sign signature signed silhouette single site skia slide slides small social software source south
  spreadsheet spring square staff stage standard start state statement status stock strategic strategy street style subject submission submitted suite summary summer sunday support surname symbol system systems tab table tables tabular task team
  template templates term terms test text thames thematic theme themes this three through thumbnail thursday timeline timetable title to toc together tool toolkit top topics toshiba tracked track training tree trust tuesday two type types
  unit united university untitled up update updated upload uploaded use used user using vector version versions via victim video view violence visible visio volume wales watermark web website wednesday week welsh western when white
  who width windows winter with without women word words work workbook working workflow writer written www xerox xmp year years yellow young your youth zip
  abuse neglect exploitation criminal sexual domestic suicide harm injury injuries bruising infant infants toddler teenager adolescent adolescents mental disability disabled missing knife crime substance alcohol drugs overlay
  lscpr lcspr cspr spr scr sar dhr cpr cmr susr spar lscb lscp scb scp sab lsab ssab cysur mappa marac mash
  adolygiad ymarfer plant bwrdd diogelu adroddiad terfynol crynodeb
  arial helvetica times verdana georgia open lato roboto noto aptos gothic segoe symbol wingdings
  smiling sitting standing holding playing walking looking lying wearing sleeping close-up closeup background foreground indoor outdoor grass sky tree trees beach sunset house door window room bed cot sofa pram teddy bear toy toys balloon balloons flower flowers heart hearts candle candles
  oak leaf leaves sun star stars rainbow butterfly bird birds boat bridge river castle tower church hall park garden road roads street path field fields sea coast hills mountain mountains
  footnote footnotes endnote bibliography callout sidebar textbox screenshot hyperlink pictogram ornament divider bullet arrow arrows checkmark tick logotype barcode qr
  untitled-1 ready versionfinal finalfinal macintosh pdfmaker net group quartz pdfcontext aspose itext max rose grace guy jean art gene chase val will hope faith joy`.split(
    /\s+/,
  ),
);

/** Counties, cities and boroughs, which stand in titles of templates. Small letters. */
export const PLACES: ReadonlySet<string> = new Set(
  `aberdeen anglesey antrim argyll armagh avon ayrshire barking barnet barnsley bath bedford bedfordshire belfast berkshire bexley birmingham blackburn blackpool
  blaenau bolton bournemouth bracknell bradford brent brighton bristol bromley buckinghamshire burnley bury caerphilly calderdale cambridge cambridgeshire camden cardiff
  carmarthenshire ceredigion cheshire chester cleveland clwyd conwy cornwall coventry croydon cumbria cumberland cymru darlington denbighshire derby derbyshire devon doncaster dorset
  down dudley dumfries dundee durham dyfed ealing edinburgh enfield essex exeter fermanagh fife flintshire gateshead glamorgan glasgow gloucester gloucestershire greenwich
  gwynedd hackney halton hammersmith hampshire haringey harrow hartlepool havering hereford herefordshire hertfordshire hillingdon hounslow hull humberside islington
  kensington kent kingston kirklees knowsley lambeth lanarkshire lancashire leeds leicester leicestershire lewisham lincoln lincolnshire liverpool luton manchester medway merseyside
  merthyr merton middlesbrough midlands milton keynes monmouthshire newcastle newham newport norfolk northampton northamptonshire northumberland northumbria norwich nottingham
  nottinghamshire oldham oxford oxfordshire pembrokeshire peterborough plymouth poole portsmouth powys preston reading redbridge redcar rhondda richmond rochdale rotherham rutland
  salford sandwell scotland sefton sheffield shropshire slough solihull somerset southampton southend southwark staffordshire stirling stockport stockton stoke suffolk sunderland
  surrey sussex sutton swansea swindon tameside teesside telford thurrock torbay torfaen tower hamlets trafford tyneside tyrone wakefield wales walsall waltham wandsworth warrington
  warwickshire wessex westminster westmorland wigan wight wiltshire windsor wirral wokingham wolverhampton worcester worcestershire wrexham york yorkshire`.split(
    /\s+/,
  ),
);
