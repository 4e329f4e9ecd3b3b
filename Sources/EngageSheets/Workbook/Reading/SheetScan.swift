internal import CExpat
internal import Glibc

/// What a sheet's cells refer to.
struct SheetContext {
  var texts: SharedTexts
  var styles: [CellStyle]
  var from1904: Bool
  var limits: WorkbookLimits
}

/// Turns the XML of a sheet into CSV, element by element: no object and no String per cell.
///
/// Where an element stands is one word, ``State``: what has no place there is passed over with all it holds.
struct SheetScan: PartScan {
  enum State { case before, outside, data, row, cell, value, formula, inline, run, text }

  var parser: OpaquePointer?
  var refusal: WorkbookReadError.Reason?
  var refusedCell: String?
  var summary = WorkbookSheetSummary()
  var names = ElementNames()
  var rows: SheetRows
  /// What stands in `<v>`, or in the `<t>` of an inline text.
  var content = ByteBuffer(capacity: 1 << 12)
  var state = State.before
  /// Where the inline text's `<t>` stands.
  var textParent = State.inline
  /// How many elements that are passed over are open.
  var skipped = 0
  /// The row's number in its sheet, from 1, and whether it is hidden.
  var row = 0
  var rowIsHidden = false
  var cell = CellInProgress()
  var isWorksheet = false
  /// What the columns hold so far, for as many columns as have been met.
  private(set) var tallies: UnsafeMutablePointer<SheetColumnContents>
  private(set) var tallyCount = 64
  let context: SheetContext
  let styles: UnsafeMutablePointer<CellStyle>
  let part: String

  init(part: String, context: SheetContext, rows: SheetRows) {
    (self.part, self.context, self.rows) = (part, context, rows)
    tallies = .allocate(capacity: tallyCount)
    tallies.initialize(repeating: SheetColumnContents(), count: tallyCount)
    styles = .allocate(capacity: max(1, context.styles.count))
    styles.initialize(from: context.styles, count: context.styles.count)
  }

  /// Frees what the scan allocated.
  func deallocate() {
    content.deallocate()
    tallies.deallocate()
    styles.deallocate()
    rows.deallocate()
  }

  static let callbacks = PartCallbacks(
    start: { data, name, attributes in
      guard let name, let attributes else { return }
      data?.assumingMemoryBound(to: SheetScan.self).pointee.start(name, attributes)
    },
    end: { data, _ in data?.assumingMemoryBound(to: SheetScan.self).pointee.end() },
    text: { data, text, count in
      if let text { data?.assumingMemoryBound(to: SheetScan.self).pointee.add(text, Int(count)) }
    },
    documentType: { data, _, _, _, _ in data?.assumingMemoryBound(to: SheetScan.self).pointee.declares() })

  /// The cell being read.
  struct CellInProgress {
    /// The values of the attribute `t`.
    enum Kind { case number, shared, inline, string, boolean, error, date, unknown }
    var column = -1
    var style = 0
    var kind = Kind.number
    var hasFormula = false
  }

  typealias Attributes = UnsafeMutablePointer<UnsafePointer<CChar>?>

  private mutating func start(_ name: UnsafePointer<CChar>, _ attributes: Attributes) {
    if skipped > 0 {
      skipped &+= 1
      return
    }
    guard state != .before else {
      names = ElementNames(root: name)
      isWorksheet = names.local(name).map { isNamed($0, "worksheet") } ?? false
      state = .outside
      return
    }
    guard let name = names.local(name) else {
      skipped = 1
      return
    }
    switch state {
    case .row where isNamed(name, "c"): beginCell(attributes)
    case .cell where isNamed(name, "v"): state = .value
    case .cell where isNamed(name, "f"): beginFormula()
    case .cell where isNamed(name, "is"): state = .inline
    case .data where isNamed(name, "row"): beginRow(attributes)
    case .inline where isNamed(name, "t"), .run where isNamed(name, "t"):
      textParent = state
      state = .text
    case .inline where isNamed(name, "r"): state = .run
    case .outside where isNamed(name, "sheetData"): state = .data
    case .outside where isNamed(name, "mergeCells"): break
    case .outside where isNamed(name, "mergeCell"): merge(attributes)
    default: skipped = 1
    }
  }

  private mutating func end() {
    if skipped > 0 {
      skipped &-= 1
      return
    }
    switch state {
    case .value, .formula, .inline: state = .cell
    case .cell:
      endCell()
      state = .row
    case .row:
      endRow()
      state = .data
    case .data: state = .outside
    case .text: state = textParent
    case .run: state = .inline
    case .before, .outside: break
    }
  }

  private mutating func add(_ text: UnsafePointer<CChar>, _ count: Int) {
    guard state == .value || state == .text, skipped == 0 else { return }
    guard content.count &+ count <= context.limits.cellBytes else {
      return refuse(.tooLarge("a cell is longer than \(context.limits.cellBytes) bytes"))
    }
    content.append(UnsafeRawPointer(text).assumingMemoryBound(to: UInt8.self), count)
  }

  private mutating func declares() { stop(.documentType(part: part)) }

  /// Stops at the current cell.
  mutating func refuse(_ reason: WorkbookReadError.Reason) {
    refusedCell = cellName(row: max(0, row - 1), column: max(0, cell.column))
    // The parser may still tell the end of the element that it is stopped in.
    skipped = .max / 2
    stop(reason)
  }

  /// Makes room for the counts of more columns.
  mutating func growTallies(to column: Int) {
    let count = max(tallyCount * 2, column + 1)
    let larger = UnsafeMutablePointer<SheetColumnContents>.allocate(capacity: count)
    larger.initialize(repeating: SheetColumnContents(), count: count)
    larger.update(from: tallies, count: tallyCount)
    tallies.deallocate()
    (tallies, tallyCount) = (larger, count)
  }

  private mutating func beginFormula() {
    cell.hasFormula = true
    state = .formula
  }

  private mutating func merge(_ attributes: Attributes) {
    // The element has no children, and its end is that of one passed over.
    skipped = 1
    guard summary.mergedRanges.count < 1_000 else { return }
    var at = attributes
    while let key = at[0], let value = at[1] {
      if isNamed(key, "ref"), let range = CellRange(reference: String(cString: value)) {
        summary.mergedRanges.append(range)
      }
      at += 2
    }
  }
}
