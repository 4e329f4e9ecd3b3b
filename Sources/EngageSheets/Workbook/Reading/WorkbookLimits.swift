/// Bounds that keep a hostile or broken workbook from using up memory, disk or patience.
public struct WorkbookLimits: Equatable, Sendable {
  /// The most files inside the workbook's ZIP archive.
  public var entries: Int
  /// The most bytes that all parts read may unpack to.
  public var unpackedBytes: Int
  /// The most bytes that one packed byte may become, for parts above 16 MiB. Deflate reaches 1,032; sheets stay
  /// below 100.
  public var unpackedRatio: Int
  /// The most rows of a sheet; Excel's own bound.
  public var rows: Int
  /// The most columns of a sheet; Excel's own bound.
  public var columns: Int
  /// The most bytes of one cell, as in ``CSVLimits``.
  public var cellBytes: Int
  /// The most bytes of one row.
  public var rowBytes: Int
  /// The most bytes of all shared texts together.
  public var sharedTextBytes: Int
  /// The most sheets.
  public var sheets: Int

  /// Bounds; without arguments those of Excel, and 4 GiB unpacked.
  public init(
    entries: Int = 10_000, unpackedBytes: Int = 4 << 30, unpackedRatio: Int = 250, rows: Int = 1_048_576,
    columns: Int = 16_384, cellBytes: Int = 1 << 20, rowBytes: Int = 1 << 26, sharedTextBytes: Int = 1 << 30,
    sheets: Int = 1_000
  ) {
    (self.entries, self.unpackedBytes, self.unpackedRatio) = (entries, unpackedBytes, unpackedRatio)
    (self.rows, self.columns) = (max(1, min(rows, 1_048_576)), max(1, min(columns, 16_384)))
    (self.cellBytes, self.rowBytes) = (max(1, cellBytes), max(1, rowBytes))
    self.sharedTextBytes = max(1, min(sharedTextBytes, Int(UInt32.max) - 1))
    self.sheets = sheets
  }
}
