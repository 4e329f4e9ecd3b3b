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

  /// 300 systems; as many as `ENGAGE_ATTACKS` says, if it is set, or those of a range: 2500-5000.
  static let numbers: Range<Int> = {
    let said = ProcessInfo.processInfo.environment["ENGAGE_ATTACKS"] ?? "300"
    let ends = said.split(separator: "-").compactMap { Int($0) }
    guard let last = ends.last, last > 0 else { return 0..<300 }
    return ends.count == 2 && ends[0] < last ? ends[0]..<last : 0..<last
  }()

  /// What the attacker finds out about each system: cell, insider or -1, lowest, highest.
  static func attack(_ released: [Released]) throws -> [[[Double?]]] {
    let folder = try TemporaryFolder()
    let path = folder.path("released.json")
    try JSONEncoder().encode(released).write(to: URL(filePath: path))
    let script = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "attacker.py").path
    let found = try JSONDecoder().decode(
      [[[Double?]]].self, from: OtherProgram.run("python3", [script, path]))
    try #require(found.count == released.count)
    return found
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
    var solved: [RandomSystems.Kind: Int] = [:]
    var (attacked, refused) = (0, 0)
    // Some at a time, for what is written of thousands is large.
    for first in stride(from: Self.numbers.lowerBound, to: Self.numbers.upperBound, by: 500) {
      var released: [(number: Int, system: Released)] = []
      var impossible: [(number: Int, system: Released)] = []
      for number in first..<min(first + 500, Self.numbers.upperBound) {
        let (kind, system) = try RandomSystems.make(number)
        if let found = try Self.solve(system) {
          released.append((number, Released(system, hidden: found.hidden, insiders: true)))
          solved[kind, default: 0] += 1
        } else {
          let hideable = Set(system.cells.indices.filter { system.cells[$0].state != .fixed })
          let all = Released(system, hidden: hideable, insiders: true, stopsAtFirst: true)
          impossible.append((number, all))
        }
      }
      for (one, found) in zip(released, try Self.attack(released.map(\.system))) where !found.isEmpty {
        Issue.record("recovered \(found) in no. \(one.number)")
      }
      for (one, found) in zip(impossible, try Self.attack(impossible.map(\.system))) where found.isEmpty {
        Issue.record("no. \(one.number) is said to be impossible, and is not")
      }
      attacked += released.count
      refused += impossible.count
      print("attacked \(attacked) systems, \(refused) impossible")
    }
    // Each kind must really have been tried.
    for kind in RandomSystems.Kind.allCases {
      #expect(solved[kind, default: 0] > Self.numbers.count / 40, "\(kind)")
    }
  }
}
