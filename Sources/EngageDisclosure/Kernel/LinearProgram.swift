import CClp

/// A linear programme in Clp: the least sum of cost times column, within the bounds of columns and rows. It keeps
/// its last basis, so that the next solution is near.
final class LinearProgram {
  typealias Factor = (column: Int, factor: Double)

  private let model: UnsafeMutableRawPointer
  let columnCount: Int
  private(set) var rowCount: Int

  /// - Parameters:
  ///   - columns: the rows each stands in, with the factor.
  ///   - costs: of the columns.
  ///   - rows: how many, each adding up to zero.
  init(columns: [[(row: Int, factor: Double)]], costs: [Double], lower: [Double], upper: [Double], rows: Int)
  {
    guard let made = Clp_newModel() else { preconditionFailure("out of memory") }
    model = made
    columnCount = columns.count
    rowCount = rows
    var starts: [CoinBigIndex] = [0]
    for column in columns { starts.append(starts[starts.count - 1] + CoinBigIndex(column.count)) }
    let indices = columns.flatMap { $0.map { Int32($0.row) } }
    let factors = columns.flatMap { $0.map(\.factor) }
    let zeros = [Double](repeating: 0, count: rows)
    Clp_setLogLevel(model, 0)
    Clp_loadProblem(
      model, Int32(columns.count), Int32(rows), starts, indices, factors, lower, upper, costs, zeros, zeros)
  }

  deinit { Clp_deleteModel(model) }

  func setBounds(lower: [Double], upper: [Double]) {
    Clp_chgColumnLower(model, lower)
    Clp_chgColumnUpper(model, upper)
  }

  func setCosts(_ costs: [Double]) { Clp_chgObjCoefficients(model, costs) }

  /// Rows of which each must add up to so much or more.
  func add(_ rows: [(factors: [Factor], least: Double)]) {
    guard !rows.isEmpty else { return }
    var starts: [CoinBigIndex] = [0]
    for row in rows { starts.append(starts[starts.count - 1] + CoinBigIndex(row.factors.count)) }
    let columns = rows.flatMap { $0.factors.map { Int32($0.column) } }
    let factors = rows.flatMap { $0.factors.map(\.factor) }
    let upper = [Double](repeating: .greatestFiniteMagnitude, count: rows.count)
    Clp_addRows(model, Int32(rows.count), rows.map(\.least), upper, starts, columns, factors)
    rowCount += rows.count
  }

  enum Method {
    case primal
    case dual
  }

  /// - Returns: whether a best solution was found; not if there is none, if none is best, or if time is over.
  func solve(_ method: Method, seconds: Double) -> Bool {
    // Clp takes what is not above zero for no limit.
    Clp_setMaximumSeconds(model, max(seconds, 1e-3))
    _ = method == .primal ? Clp_primal(model, 0) : Clp_dual(model, 0)
    return Clp_status(model) == 0
  }

  /// Whether there is no solution at all.
  var isInfeasible: Bool { Clp_status(model) == 1 }

  /// Steps of the last solution: the same for the same questions.
  var iterations: Int { Int(Clp_numberIterations(model)) }

  var value: Double { Clp_objectiveValue(model) }

  var solution: [Double] {
    Array(UnsafeBufferPointer(start: Clp_getColSolution(model), count: columnCount))
  }

  /// What one more of each row would cost.
  var prices: [Double] {
    Array(UnsafeBufferPointer(start: Clp_getRowPrice(model), count: rowCount))
  }
}
