public struct Suppression: Sendable { public var hidden: Set<Int> }
public enum SuppressionFailure: Error { case outOfTime, impossible(cells: [Int]), inconsistent }
public struct SuppressionSolver: Sendable {
  public init(seconds: Double = 60) {}
  public func solve(_ system: CellSystem) throws(SuppressionFailure) -> Suppression {
    Suppression(hidden: Set(system.cells.indices.filter { system.cells[$0].state == .hidden }))
  }
}
