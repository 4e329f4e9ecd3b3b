import EngageModel
import EngageSheets

extension RowDecoder {
  @inline(__always)
  func text(_ task: CellTask, _ cell: Cell, _ slot: Int) {
    if cell.count <= longestMissingWord || cell[0] <= 0x20 {
      let code = trimmedBytes(cell).isEmpty ? MissingReason.notAnswered.rawValue : task.table.find(cell)
      if code > ChoiceWords.unknown {
        buffers[task.question].clear(slot)
        buffers[task.question].codes[slot] = code
        return
      }
    }
    // What Engage writes for spreadsheets comes back as it was.
    let isOwnGuard = cell[0] == UInt8(ascii: "'") && mayBeGuarded && isGuarded(cell)
    buffers[task.question].setText(slot, isOwnGuard ? Cell(rebasing: cell[1...]) : cell)
  }

  /// Whether the cell is empty or names a reason; then that is noted.
  @inline(__always)
  private func isMissing(_ task: CellTask, _ cell: Cell, _ slot: Int) -> Bool {
    if cell.isEmpty {
      buffers[task.question].codes[slot] = MissingReason.notAnswered.rawValue
      return true
    }
    if cell.count > longestMissingWord { return false }
    let code = trimmedBytes(cell).isEmpty ? MissingReason.notAnswered.rawValue : task.table.find(cell)
    // Words that are none are remembered as such in the same table.
    if code <= ChoiceWords.unknown { return false }
    buffers[task.question].codes[slot] = code
    return true
  }

  @inline(__always)
  func number(_ task: CellTask, _ cell: Cell, _ reader: inout CSVReader, _ slot: Int) {
    let buffer = buffers[task.question]
    if cell.count > 0, cell.count <= 15, task.kind != .range, let whole = NumberCell.wholeNumber(cell),
      !hasNumericGaps
    {
      buffer.codes[slot] = 0
      buffer.numbers[slot] = Double(whole)
      return
    }
    if isMissing(task, cell, slot) { return }
    anyNumber(task, cell, &reader, slot)
  }

  /// Leaves nothing of another row where a cell can't be read: a rule would be found broken besides.
  private func leaveUnread(_ task: CellTask, _ slot: Int) {
    buffers[task.question].codes[slot] = MissingReason.unreadable.rawValue
  }

  @inline(never)
  private func anyNumber(_ task: CellTask, _ cell: Cell, _ reader: inout CSVReader, _ slot: Int) {
    let question = schema.questions[task.question]
    var number = NumberCell(cell)
    if case .decimalComma = number, NumberCell.hasDecimalComma(headed.format.delimiter),
      let value = NumberCell.decimal(cell)
    {
      number = .number(value)
    }
    switch number {
    case .number(let value):
      buffers[task.question].codes[slot] = 0
      buffers[task.question].numbers[slot] = value
      if task.kind == .integer, value != value.rounded() {
        problem(
          &reader, task.field, rule: "not-whole",
          "\(quoted(cell)) is no whole number, which \(question.id) asks for")
      } else if task.kind == .range {
        checkRange(question.range ?? NumberRange(), value, task, cell, &reader)
      }
    case .thousands:
      leaveUnread(task, slot)
      problem(
        &reader, task.field, rule: "not-a-number", "\(quoted(cell)) has a comma in it",
        hint: "write numbers without commas: 1300")
    case .decimalComma:
      leaveUnread(task, slot)
      problem(
        &reader, task.field, rule: "not-a-number", "\(quoted(cell)) has a comma in it",
        hint: "write the decimal sign as a full stop: 3.5")
    case .none:
      leaveUnread(task, slot)
      problem(
        &reader, task.field, rule: "not-a-number",
        "\(quoted(cell)) is no number, which \(question.id) asks for",
        hint: "leave the cell empty if there is no answer")
    }
  }

  private func checkRange(
    _ range: NumberRange, _ value: Double, _ task: CellTask, _ cell: Cell, _ reader: inout CSVReader
  ) {
    func plain(_ number: Double) -> String {
      number == number.rounded() && abs(number) < 1e15 ? String(Int(number)) : String(number)
    }
    let id = schema.questions[task.question].id
    if value < min(range.start, range.end) || value > max(range.start, range.end) {
      return problem(
        &reader, task.field, rule: "out-of-range",
        "\(quoted(cell)) is not between \(plain(range.start)) and \(plain(range.end)), the range of \(id)")
    }
    let steps = range.step == 0 ? 0 : (value - range.start) / range.step
    if abs(steps - steps.rounded()) > 1e-9 {
      problem(
        &reader, task.field, rule: "off-step",
        "\(quoted(cell)) is no step of \(id): from \(plain(range.start)) in steps of \(plain(range.step))")
    }
  }

  func date(_ task: CellTask, _ cell: Cell, _ reader: inout CSVReader, _ slot: Int) {
    if isMissing(task, cell, slot) { return }
    let buffer = buffers[task.question]
    let id = schema.questions[task.question].id
    buffer.codes[slot] = 0
    switch DateCell(cell) {
    case .date(let date): buffer.numbers[slot] = Double(date.daysSince1970)
    case .numbers(let first, let second, let year):
      let order = dateOrder(task.field)
      let (day, month) = order == .monthFirst ? (second, first) : (first, second)
      if order == .dayFirst || order == .monthFirst,
        let date = CalendarDate(year: year, month: month, day: day)
      {
        buffer.numbers[slot] = Double(date.daysSince1970)
        return
      }
      leaveUnread(task, slot)
      switch order {
      case .dayFirst, .monthFirst:
        problem(
          &reader, task.field, rule: "not-a-date", "\(quoted(cell)) is no day of the calendar",
          hint: dateHint)
      case .unknown:
        problem(
          &reader, task.field, rule: "ambiguous-date",
          "\(quoted(cell)) can be read as day/month or month/day, and no date of “\(heading(task.field))” tells which",
          hint: "say which: --date-order day, or --date-order month")
      case .mixed:
        problem(
          &reader, task.field, rule: "ambiguous-date",
          "dates of “\(heading(task.field))” have the day first in some rows, the month first in others: \(quoted(cell))",
          hint: dateHint)
      }
    case .none:
      leaveUnread(task, slot)
      problem(
        &reader, task.field, rule: "not-a-date", "\(quoted(cell)) is no date, which \(id) asks for",
        hint: dateHint)
    }
  }

  /// How a date is to be written: in sheets typed from forms as people write it.
  private var dateHint: String {
    headed.layout.conventions.isTypedFromForms
      ? "write dates with the day first: 24/9/2019" : "write dates as year-month-day: 2019-09-24"
  }

  private func dateOrder(_ field: Int) -> DateOrder {
    if let known = dateOrders[field] { return known }
    let scanned = DateOrder.scan(
      CSVReader(bytes: bytes, format: headed.format), headerRows: headed.lastHeaderRecord, field: field)
    // What a person says counts where the dates don't say otherwise.
    let asked: DateOrder? = options.dateOrder.map { $0 == .day ? .dayFirst : .monthFirst }
    let order = scanned == .unknown ? asked ?? .unknown : scanned
    dateOrders[field] = order
    return order
  }

  func time(_ task: CellTask, _ cell: Cell, _ reader: inout CSVReader, _ slot: Int) {
    if isMissing(task, cell, slot) { return }
    buffers[task.question].codes[slot] = 0
    if let seconds = timeOfDay(cell) {
      buffers[task.question].numbers[slot] = Double(seconds)
    } else {
      problem(
        &reader, task.field, rule: "not-a-time",
        "\(quoted(cell)) is no time, which \(schema.questions[task.question].id) asks for",
        hint: "write times as hours:minutes: 19:30")
    }
  }

  /// A column without a heading must be empty; said once for each column.
  func nameless(_ task: CellTask, _ cell: Cell, _ reader: inout CSVReader) {
    if trimmedBytes(cell).isEmpty || !namelessSeen.insert(task.field).inserted { return }
    let place = reader.place(of: task.field)
    log.addBreaking(
      Diagnostic(
        rule: "nameless-column",
        message: "column \(columnName(task.field)) has no heading, and this cell of it is filled",
        line: place.line,
        column: place.column, cell: place.cell,
        hint: headed.layout.conventions.isTypedFromForms
          ? "move it into the columns of the questions, or empty it"
          : "give the column a heading; to leave it out, give a map (--map) that says: \"\": ignore"))
  }
}
