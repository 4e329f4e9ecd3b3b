/// The look of everything that is printed to be filled in: A4, black on white, nothing smaller than 12 pt that a
/// reader needs (18 pt in large print), left-aligned, no italics, after RNIB's clear print guidance.
struct PaperStyle {
  let isLarge: Bool
  let css: String

  /// - Parameters:
  ///   - numbers: of pre-numbered copies, each printed on every page of its copy.
  ///   - corner: the words before such a number.
  ///   - page: the word for "page".
  ///   - isWide: whether the paper lies on its long side.
  init(isLarge: Bool, numbers: [String] = [], corner: String = "", page: String, isWide: Bool = false) {
    self.isLarge = isLarge
    let size = isLarge ? "18pt" : "10pt"
    var css = """
      @page { size: A4\(isWide ? " landscape" : ""); margin: 14mm 15mm 16mm; @bottom-right { content: "\(PaperStyle.string(page)) " \
      counter(page) " / " counter(pages); font: \(size) \(PaperStyle.fonts); } }

      """
    if numbers.isEmpty, !corner.isEmpty {
      // Sheets come apart: each after the first, whose corner asks for it anyway, has a place for the form's number.
      css += """
        @page { @top-right { content: "\(PaperStyle.string("\(corner): ________________"))"; \
        font: \(size) \(PaperStyle.fonts); } }
        @page :first { @top-right { content: none; } }

        """
    }
    for (index, number) in numbers.enumerated() {
      // Browsers count the pages of the whole document, so that each copy needs a counter of its own.
      css += """
        @page copy-\(index + 1) { counter-increment: copy-\(index + 1); \
        @top-right { content: "\(PaperStyle.string("\(corner): \(number)"))"; font: bold \(size) \(PaperStyle.fonts); } \
        @bottom-right { content: "\(PaperStyle.string(page)) " counter(copy-\(index + 1)); } }
        .copy-\(index + 1) { page: copy-\(index + 1); }

        """
    }
    self.css = css + PaperStyle.common + (isLarge ? PaperStyle.large : "")
  }

  /// A text within a quoted CSS string: all but plain letters, digits and blanks by number.
  private static func string(_ text: String) -> String {
    text.unicodeScalars.map { scalar in
      let isPlain =
        scalar == " "
        || (scalar.isASCII && (scalar.properties.isAlphabetic || scalar.properties.numericType != nil))
      return isPlain ? String(scalar) : "\\\(String(scalar.value, radix: 16)) "
    }.joined()
  }

  /// Fonts that many systems have; the later ones for scripts the first ones lack.
  private static let fonts = """
    Arial, "Liberation Sans", "Helvetica Neue", Helvetica, "Noto Sans", "DejaVu Sans", "Noto Sans Gurmukhi", \
    "Lohit Gurmukhi", Raavi, "Gurmukhi MN", "Noto Sans Arabic", "Noto Naskh Arabic", sans-serif
    """

  private static let common = """
    * { box-sizing: border-box; }
    body { margin: 0 auto; max-width: 180mm; padding: 8mm 0; color: #000; background: #fff; text-align: start; overflow-wrap: break-word; \
    font: 12pt/1.35 \(fonts); }
    h1, h2, h3, p, ul, table { margin: 0; padding: 0; }
    h1 { font-size: 20pt; line-height: 1.15; }
    h2 { font-size: 15pt; line-height: 1.2; margin-top: 9mm; padding-top: 2mm; border-top: 0.6mm solid #000; \
    break-after: avoid; }
    h3 { font-size: 12pt; }
    .copy + .copy { break-before: right; }
    header { position: relative; }
    .corner { float: right; margin-inline-start: 8mm; padding: 2mm 3mm; border: 0.4mm solid #000; min-width: 48mm; \
    min-height: 15mm; font-size: 10pt; }
    [dir=rtl] .corner { float: left; }
    .corner strong { display: block; font-size: 15pt; }
    .by { margin-top: 1mm; }
    .lead { margin-top: 2mm; }
    .notice { clear: both; margin-top: 4mm; padding: 2.5mm 3.5mm; border: 0.3mm solid #000; font-size: 10.5pt; \
    break-inside: avoid; }
    .notice h3 { font-size: 11pt; }
    .notice p { display: inline; }
    .note { margin-top: 5mm; break-inside: avoid; break-after: avoid; }
    .q { position: relative; margin-top: 6.5mm; padding-inline-start: 10mm; break-inside: avoid; }
    .q > .number { position: absolute; inset-inline-start: 0; top: 0; font-weight: 700; }
    .ask { font-weight: 700; break-after: avoid; }
    .if { margin-bottom: 0.5mm; }
    .q.conditional > .number { top: auto; }
    .hint, .how { font-size: 11pt; break-after: avoid; }
    .language { font-size: 8pt; font-weight: 400; border: 0.2mm solid #000; padding: 0 0.8mm; vertical-align: 0.4mm; }
    .key { display: inline-block; min-width: 6mm; text-align: end; font-size: 10pt; font-weight: 400; }
    .box { display: inline-block; flex: none; width: 5mm; height: 5mm; border: 0.4mm solid #000; \
    vertical-align: -1.1mm; }
    .choices { list-style: none; margin-top: 1.5mm; margin-inline-start: -6mm; }
    .choices li { display: flex; gap: 2mm; align-items: flex-start; padding: 0.7mm 0; break-inside: avoid; }
    .choices .key { padding-top: 0.5mm; }
    .choices.two { columns: 2; column-gap: 6mm; }
    .choices.row { display: flex; flex-wrap: wrap; column-gap: 9mm; }
    .choices .section { display: block; padding-top: 2mm; }
    .choices .section > span { display: block; margin-inline-start: 6mm; font-weight: 700; }
    .choices .section ul { list-style: none; }
    .label { flex: 1 1 auto; }
    .choices.row .label { flex: none; }
    .choices:not(.row) .label { min-width: 0; }
    .say { flex: 0 1 auto; }
    .choices li:has(.dots) { flex-wrap: wrap; }
    .dots { display: inline-block; flex: 1 1 40mm; border-bottom: 0.3mm solid #000; min-width: 30mm; height: 6mm; }
    .scale { width: 100%; table-layout: fixed; margin-top: 2mm; border-collapse: collapse; }
    .scale td { text-align: center; vertical-align: bottom; padding: 0 1mm; font-size: 11pt; line-height: 1.2; }
    .scale .boxes td { padding-top: 1.2mm; white-space: nowrap; }
    .scale .key { min-width: 0; margin-inline-end: 1.2mm; }
    .scale .apart { border-inline-start: 0.3mm dashed #000; }
    .grid { width: 100%; table-layout: fixed; border-collapse: collapse; margin-top: 2mm; font-size: 11pt; }
    .grid th, .grid td { border-bottom: 0.2mm solid #000; padding: 1.6mm 1mm; text-align: center; font-weight: 400; \
    line-height: 1.2; vertical-align: middle; }
    .grid thead th { vertical-align: bottom; }
    .grid .item { width: 40%; }
    .grid tbody th { text-align: start; padding-inline-start: 9mm; position: relative; }
    .grid tbody th .number { position: absolute; inset-inline-start: 0; font-weight: 700; }
    .grid td { white-space: nowrap; }
    .grid .key { min-width: 0; margin-inline-end: 1.2mm; }
    .grid tr, .scale tr { break-inside: avoid; }
    .grid thead { display: table-header-group; }
    .lines { margin-top: 1mm; }
    .line { height: 9mm; border-bottom: 0.3mm solid #000; }
    .fields { margin-top: 2mm; display: flex; gap: 4mm; align-items: flex-end; flex-wrap: wrap; }
    .field { font-size: 10pt; text-align: center; }
    .cells { display: block; white-space: nowrap; }
    .cell { display: inline-block; width: 7.5mm; height: 9mm; border: 0.4mm solid #000; margin-inline-start: -0.4mm; }
    .wide { display: inline-block; width: 32mm; height: 9mm; border: 0.4mm solid #000; }
    .place { display: inline-block; flex: none; width: 10mm; height: 8mm; border: 0.4mm solid #000; }
    .choices.ranked { margin-inline-start: 0; }
    .choices.ranked li { align-items: center; }
    .choices.ranked .key { min-width: 0; }
    .choices.ranked .label { flex: none; max-width: 80%; }
    .tick { display: flex; gap: 3mm; align-items: flex-start; }
    .end { margin-top: 10mm; font-weight: 700; text-align: center; break-inside: avoid; break-before: avoid; }
    .sheet { break-inside: avoid; }
    .sheet + .sheet { break-before: page; }
    .facts { width: 100%; border-collapse: collapse; table-layout: fixed; margin-top: 4mm; clear: both; }
    .facts th, .facts td { border: 0.3mm solid #000; padding: 1.5mm 2mm; text-align: start; vertical-align: middle; \
    font-weight: 400; height: 11mm; font-size: 11pt; line-height: 1.2; }
    .facts th { width: 33mm; }
    .one { display: inline-block; margin-inline-end: 6mm; white-space: nowrap; }
    .one .rule { min-width: 16mm; }
    .points { width: 100%; border-collapse: collapse; margin-top: 3mm; table-layout: fixed; }
    .points th, .points td { border: 0.3mm solid #000; padding: 1mm; font-size: 10pt; font-weight: 400; \
    text-align: center; line-height: 1.15; }
    .points thead th { vertical-align: bottom; font-weight: 700; }
    .points thead { display: table-header-group; }
    .points tr { break-inside: avoid; }
    .points td { height: 17mm; vertical-align: middle; }
    .points .said { text-align: start; }
    .points .no { width: 8mm; }
    .points .small { width: 16mm; }
    .points .stance { width: 29mm; }
    .points .stances { text-align: start; }
    .points .stances .one { display: block; margin: 0.6mm 0; }
    .points .stances .box { width: 4mm; height: 4mm; vertical-align: -0.7mm; }
    .signing td { height: 10.4mm; }
    .signing th { text-align: start; }
    .continued { display: flex; justify-content: space-between; margin-top: 4mm; font-weight: 700; }
    .rule { display: inline-block; border-bottom: 0.3mm solid #000; min-width: 28mm; height: 6mm; }
    .counts { display: flex; gap: 12mm; margin-top: 6mm; font-size: 13pt; }
    @media print { body { max-width: none; padding: 0 0.4mm; } }
    @media screen { body { padding: 8mm 5mm; } .copy + .copy { margin-top: 20mm; border-top: 1mm dashed #000; } }

    """

  private static let large = """
    body { font-size: 18pt; line-height: 1.5; }
    h1 { font-size: 26pt; }
    h2 { font-size: 22pt; margin-top: 14mm; }
    h3, .notice, .notice h3, .hint, .how, .key, .corner, .scale td, .grid, .field, .facts th, .facts td, \
    .points th, .points td, .language { font-size: 18pt; }
    .corner { float: none; margin: 0 0 6mm; min-height: 20mm; }
    [dir=rtl] .corner { float: none; }
    .corner strong { font-size: 22pt; }
    .notice p { display: block; margin-top: 2mm; }
    .notice { break-inside: auto; border-width: 0.5mm; padding: 5mm; }
    .note { margin-top: 9mm; }
    .q { margin-top: 13mm; padding-inline-start: 15mm; }
    .key { min-width: 9mm; }
    .box { width: 8mm; height: 8mm; border-width: 0.7mm; vertical-align: -1.6mm; }
    .choices { margin-top: 3mm; margin-inline-start: -10mm; }
    .choices li { gap: 4mm; padding: 1.5mm 0; }
    .choices .key { padding-top: 0; }
    .choices.two { columns: 1; }
    .choices .section > span { margin-inline-start: 10mm; }
    .dots { height: 11mm; border-bottom-width: 0.5mm; min-width: 60mm; }
    .line { height: 15mm; border-bottom-width: 0.5mm; }
    .lines { margin-top: 2mm; }
    .cell { width: 12mm; height: 15mm; border-width: 0.7mm; }
    .wide, .place { height: 15mm; border-width: 0.7mm; }
    .wide { width: 60mm; }
    .place { width: 16mm; }
    .fields { gap: 7mm; }
    .tick { gap: 5mm; }
    .facts th { width: 55mm; }
    .facts th, .facts td { height: 18mm; }
    .one { margin-inline-end: 8mm; }
    .points .no { width: 12mm; }
    .points .small { width: 26mm; }
    .points .stance { width: 52mm; }
    .points .stances .box { width: 7mm; height: 7mm; vertical-align: -1mm; }
    .signing td { height: 16mm; }
    .counts { font-size: 20pt; }

    """
}
