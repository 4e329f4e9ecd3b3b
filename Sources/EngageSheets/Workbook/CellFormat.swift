/// A colour as 0xRRGGBB.
public struct SheetColour: Hashable, Sendable, ExpressibleByIntegerLiteral {
  /// Red, green and blue, eight bits each.
  public let rgb: UInt32

  /// A colour from 0xRRGGBB; higher bits are dropped.
  public init(rgb: UInt32) { self.rgb = rgb & 0xFF_FFFF }
  /// A colour written as a literal, such as `0x1F4E79`.
  public init(integerLiteral value: UInt32) { self.init(rgb: value) }

  /// The library takes 0 for "none given", so black has a number of its own.
  var code: UInt32 { rgb == 0 ? 0x100_0000 : rgb }
}

/// How a cell looks. Equal formats are stored once in a workbook.
public struct CellFormat: Hashable, Sendable {
  /// Where text stands between left and right.
  public enum Horizontal: Hashable, Sendable {
    /// Against the left edge.
    case left
    /// In the middle.
    case centre
    /// Against the right edge.
    case right
  }

  /// Where text stands between top and bottom.
  public enum Vertical: Hashable, Sendable {
    /// At the top edge.
    case top
    /// In the middle.
    case centre
    /// At the bottom edge.
    case bottom
  }

  /// The line at an edge of a cell.
  public enum Border: UInt8, Hashable, Sendable {
    /// No line.
    case none = 0
    /// A thin line.
    case thin = 1
    /// A medium line.
    case medium = 2
    /// A thick line.
    case thick = 5
    /// A hair line.
    case hair = 7
  }

  /// The lines at the four edges.
  public struct Borders: Hashable, Sendable {
    /// The line at the top.
    public var top = Border.none
    /// The line at the bottom.
    public var bottom = Border.none
    /// The line on the left.
    public var left = Border.none
    /// The line on the right.
    public var right = Border.none
    /// The colour of all lines; `nil` for the default.
    public var colour: SheetColour?

    /// Lines at the given edges.
    public init(
      top: Border = .none, bottom: Border = .none, left: Border = .none, right: Border = .none,
      colour: SheetColour? = nil
    ) {
      (self.top, self.bottom, self.left, self.right, self.colour) = (top, bottom, left, right, colour)
    }

    /// The same line all round.
    public static func all(_ border: Border, colour: SheetColour? = nil) -> Borders {
      Borders(top: border, bottom: border, left: border, right: border, colour: colour)
    }
  }

  /// The font's name (at most 127 bytes of UTF-8); `nil` for the default, Calibri.
  public var fontName: String?
  /// The font's size in points; `nil` for 11.
  public var fontSize: Double?
  /// Whether the text is bold.
  public var isBold = false
  /// Whether the text is in italics.
  public var isItalic = false
  /// Whether the text is underlined.
  public var isUnderlined = false
  /// The text's colour.
  public var colour: SheetColour?
  /// The cell's background colour.
  public var background: SheetColour?
  /// Excel's number format, such as `0.0%` (at most 127 bytes).
  public var numberFormat: String?
  /// Where text stands between left and right.
  public var horizontal: Horizontal?
  /// Where text stands between top and bottom.
  public var vertical: Vertical?
  /// Whether long text goes on in a next line.
  public var wraps = false
  /// Steps of indentation, 0 to 250.
  public var indent = 0
  /// The lines at the edges.
  public var borders = Borders()
  /// Whether the cell can be changed where its sheet is protected.
  public var isUnlocked = false

  /// The default format; set what differs.
  public init() {}

  /// A format made in one expression: `CellFormat { $0.isBold = true }`.
  public init(_ change: (inout CellFormat) -> Void) {
    change(&self)
  }
}

/// A format that a workbook has stored; it belongs to that workbook alone.
public struct StoredFormat: Hashable, Sendable {
  let index: Int
}
