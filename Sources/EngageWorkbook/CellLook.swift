import EngageSheets

/// The looks of cells, each stored in the workbook when first used.
enum CellLook: Hashable {
  case title, subject, heading, tableTitle, body, quiet, strong, link, banner
  case header(figures: Bool)
  case words(total: Bool)
  case figure(FigureLook, total: Bool)
  case symbol(total: Bool)
  case listNumber
  case toFill, dateToFill, boxed
  /// Words where figures stand, such as "over 1,300".
  case figureWords(total: Bool)
  /// Cells without lines, for long tables.
  case plainWords, plainSymbol
  case plainFigure(FigureLook)

  var format: CellFormat {
    switch self {
    case .title: font(18, bold: true, Palette.blue)
    case .subject: font(12, bold: false, Palette.ink)
    case .heading: font(13, bold: true, Palette.blue)
    case .tableTitle: font(12, bold: true, Palette.ink)
    case .body: CellFormat { ($0.wraps, $0.vertical) = (true, .top) }
    case .quiet: font(10, bold: false, Palette.quiet)
    case .strong: CellFormat { ($0.isBold, $0.wraps, $0.vertical) = (true, true, .top) }
    case .link: CellFormat { ($0.colour, $0.isUnderlined, $0.vertical) = (Palette.blue, true, .top) }
    case .banner:
      CellFormat {
        ($0.isBold, $0.background, $0.vertical, $0.wraps) = (true, Palette.warning, .centre, false)
      }
    case .listNumber:
      CellFormat { ($0.isBold, $0.colour, $0.vertical, $0.horizontal) = (true, Palette.blue, .top, .centre) }
    case .header(let figures):
      CellFormat {
        ($0.isBold, $0.wraps, $0.vertical) = (true, true, .bottom)
        ($0.colour, $0.background, $0.horizontal) = (Palette.white, Palette.blue, figures ? .right : .left)
      }
    case .plainWords: CellFormat { $0.vertical = .top }
    case .plainSymbol: CellFormat { $0.horizontal = .right }
    case .plainFigure(let look): CellFormat { $0.numberFormat = look.numberFormat }
    case .words(let total): cell(total: total) { ($0.wraps, $0.horizontal) = (true, .left) }
    case .figure(let look, let total):
      cell(total: total) { ($0.numberFormat, $0.horizontal) = (look.numberFormat, .right) }
    case .figureWords(let total): cell(total: total) { $0.horizontal = .right }
    case .boxed: cell(total: false) { ($0.wraps, $0.borders) = (true, Self.box) }
    case .symbol(let total): cell(total: total) { ($0.horizontal, $0.colour) = (.right, Palette.quiet) }
    case .toFill:
      cell(total: false) { ($0.wraps, $0.background, $0.borders) = (true, Palette.toFill, Self.box) }
    case .dateToFill:
      cell(total: false) {
        ($0.numberFormat, $0.background, $0.borders) = ("d mmm yyyy", Palette.toFill, Self.box)
        $0.horizontal = .left
      }
    }
  }

  private static let box = CellFormat.Borders.all(.thin, colour: 0x9AA5B1)

  private func font(_ size: Double, bold: Bool, _ colour: SheetColour) -> CellFormat {
    CellFormat { ($0.fontSize, $0.isBold, $0.colour, $0.vertical) = (size, bold, colour, .centre) }
  }

  private func cell(total: Bool, _ change: (inout CellFormat) -> Void) -> CellFormat {
    var format = CellFormat {
      $0.vertical = .centre
      $0.borders.bottom = .thin
      $0.borders.colour = Palette.line
      if total {
        $0.isBold = true
        $0.borders.top = .thin
        $0.borders.colour = Palette.ink
      }
    }
    change(&format)
    return format
  }
}

/// How a number is shown; the cell keeps the number itself.
enum FigureLook: Hashable {
  case whole, tenths, hundredths, probability, percent, percentTenths, underOnePercent, overNinetyNinePercent

  var numberFormat: String {
    switch self {
    case .whole: "#,##0"
    case .tenths: "#,##0.0"
    case .hundredths: "#,##0.00"
    case .probability: "[<0.001]\"< 0.001\";0.000"
    case .percent: "0%"
    case .percentTenths: "0.0%"
    case .underOnePercent: "\"under 1%\""
    case .overNinetyNinePercent: "\"over 99%\""
    }
  }

  /// The look of a share: none and all are only said where they are true.
  static func share(_ fraction: Double) -> FigureLook {
    if fraction > 0, fraction < 0.005 { return .underOnePercent }
    if fraction < 1, fraction >= 0.995 { return .overNinetyNinePercent }
    return .percent
  }
}

/// Looks of one workbook.
final class StoredLooks {
  private let file: WorkbookFile
  private var stored: [CellLook: StoredFormat] = [:]

  init(_ file: WorkbookFile) { self.file = file }

  func callAsFunction(_ look: CellLook) throws(WorkbookError) -> StoredFormat {
    if let format = stored[look] { return format }
    let format = try file.format(look.format)
    stored[look] = format
    return format
  }
}
