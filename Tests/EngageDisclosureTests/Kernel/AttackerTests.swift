import EngageDisclosure
import EngageTesting
import Foundation
import Testing

/// What is published of a system, for a program that knows nothing else; so that the attack shares no code with the
/// defence.
struct Released: Encodable {
  struct Number: Encodable {
    var low: Double
    var high: Double?
    var isWhole: Bool

    func encode(to encoder: any Encoder) throws {
      var list = encoder.unkeyedContainer()
      try list.encode(low)
      if let high { try list.encode(high) } else { try list.encodeNil() }
      try list.encode(isWhole)
    }
  }

  var cells: [Number]
  var equations: [[[Int]]]
  var needs: [[Double]]
  var empty: [Int]
  var members: [Int]
  var insiders: Bool
  var stopsAtFirst: Bool

  init(_ system: CellSystem, hidden: Set<Int>, insiders: Bool, stopsAtFirst: Bool = false) {
    cells = system.cells.enumerated().map { number, cell in
      if hidden.contains(number) || cell.state == .latent || cell.state == .hidden {
        return Number(low: 0, high: nil, isWhole: cell.isWhole)
      }
      let range = cell.shownRange ?? cell.value...cell.value
      return Number(low: max(0, range.lowerBound), high: range.upperBound, isWhole: cell.isWhole)
    }
    equations = system.equations.map { $0.terms.map { [$0.cell, $0.factor] } }
    needs = system.cells.enumerated().compactMap { number, cell in
      cell.need.map { [Double(number), $0.atMost, $0.atLeast] }
    }
    empty = system.cells.indices.filter { system.cells[$0].value == 0 }
    let cells = self.cells
    members = system.cells.indices.filter {
      system.cells[$0].isWhole && system.cells[$0].value >= 1 && cells[$0].low < 1 && cells[$0].high != 0
    }
    self.insiders = insiders
    self.stopsAtFirst = stopsAtFirst
  }
}

@Suite("An attacker with another program finds nothing") struct AttackerTests {
  static let hasHiGHS = ["highspy", "scipy"].contains {
    OtherProgram.hasPython($0, otherwise: "patterns are not attacked with it")
  }

  /// 1,000 systems; as many as `ENGAGE_ATTACKS` says, if it is set.
  static let count = ProcessInfo.processInfo.environment["ENGAGE_ATTACKS"].flatMap { Int($0) } ?? 1000

  /// What the attacker finds out about each system: cell, insider or -1, lowest, highest.
  static func attack(_ released: [Released]) throws -> [[[Double?]]] {
    let folder = try TemporaryFolder()
    let path = folder.path("released.json")
    try JSONEncoder().encode(released).write(to: URL(filePath: path))
    let script = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "attacker.py").path
    return try JSONDecoder().decode([[[Double?]]].self, from: OtherProgram.run("python3", [script, path]))
  }

  /// `nil` if there is no pattern.
  static func solve(_ system: CellSystem) throws -> Suppression? {
    do throws(SuppressionFailure) {
      return try SuppressionSolver().solve(system)
    } catch {
      guard case .impossible = error else { throw error }
      return nil
    }
  }

  @Test(
    "random systems of every kind: nothing is recovered, and what is said to be impossible is",
    .enabled(if: hasHiGHS))
  func randomSystems() throws {
    var released: [Released] = []
    var impossible: [Released] = []
    var solved: [RandomSystems.Kind: Int] = [:]
    for number in 0..<Self.count {
      let (kind, system) = try RandomSystems.make(number)
      if let found = try Self.solve(system) {
        released.append(Released(system, hidden: found.hidden, insiders: number % 16 < 8))
        solved[kind, default: 0] += 1
      } else {
        let hideable = system.cells.indices.filter { system.cells[$0].state != .fixed }
        impossible.append(Released(system, hidden: Set(hideable), insiders: true, stopsAtFirst: true))
      }
    }
    let recovered = try Self.attack(released)
    #expect(recovered.count == released.count)
    for (number, found) in recovered.enumerated() where !found.isEmpty {
      Issue.record("recovered \(found) in \(released[number])")
    }
    #expect(try Self.attack(impossible).allSatisfy { !$0.isEmpty })
    // Each kind must really have been tried.
    for kind in RandomSystems.Kind.allCases { #expect(solved[kind, default: 0] > Self.count / 20, "\(kind)") }
    print("attacked \(released.count) systems, \(impossible.count) impossible")
  }
}
