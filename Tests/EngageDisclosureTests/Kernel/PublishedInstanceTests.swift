import EngageDisclosure
import EngageTesting
import Foundation
import Testing

/// Instances that others publish with the patterns they found; read where they lie.
@Suite("Published instances") struct PublishedInstanceTests {
  static let folder = RepositoryFolder.shared("data/sdc-instances")

  private func expected(_ name: String) throws -> [String: Any] {
    let path = try #require(Self.folder) + "/expected.json"
    let all = try JSONSerialization.jsonObject(with: Data(contentsOf: URL(filePath: path))) as? [String: Any]
    return try #require(all?[name] as? [String: Any])
  }

  private func lines(_ file: String) throws -> [[String]] {
    let text = try String(contentsOfFile: #require(Self.folder) + "/" + file, encoding: .utf8)
    return text.split(whereSeparator: \.isNewline).map { line in
      line.split(separator: ",", omittingEmptySubsequences: false).map {
        $0.trimmingCharacters(in: .whitespaces)
      }
    }
  }

  /// Rows A to D by male and female.
  private func system(_ counts: [String: Int], primary: String, need: CellSystem.Need) -> CellSystem {
    let rows = ["A", "B", "C", "D"].map { row in
      ["male", "female"].map { counts["\(row) | \($0)"] ?? 0 }
    }
    var system = table(rows, below: 0)
    let number = names.firstIndex(of: primary) ?? 0
    system.cells[number].state = .hidden
    system.cells[number].need = need
    return system
  }

  private let names = ["A", "B", "C", "D"].flatMap { row in ["\(row) | male", "\(row) | female"] }

  /// Checks that a pattern is safe and loses little more than the least.
  private func check(_ system: CellSystem, least: Double) throws -> Suppression {
    let found = try SuppressionSolver().solve(system)
    #expect(found.verdicts.allSatisfy { $0.isSafe })
    let verdicts = try SuppressionAudit().audit(system, hidden: found.added)
    #expect(verdicts.allSatisfy { $0.isSafe })
    #expect(found.loss <= 1.3 * least)
    return found
  }

  @Test("tau-ARGUS' first example: 137 within 15 % either way", .enabled(if: folder != nil))
  func firstExample() throws {
    let figures = try expected("tauargus_ex1")
    var counts: [String: Int] = [:]
    for line in try lines("tabdata_ex1.tab") { counts["\(line[0]) | \(line[1])"] = Int(line[2]) }
    let need = CellSystem.Need(atMost: 137 * 0.85, atLeast: 137 * 1.15)
    let system = system(counts, primary: "A | female", need: need)
    let least = try #require(figures["min_sum_secondary_recomputed"] as? Double)
    let found = try check(system, least: least)
    let pattern = try #require(figures["published_optimal_pattern"] as? [String])
    #expect(Set(found.hidden.map { names[$0] }) == Set(pattern))
    #expect(found.loss == least)
  }

  @Test("sdcTable's and tau-ARGUS' counts of 100 records", .enabled(if: folder != nil))
  func secondExample() throws {
    var counts: [String: Int] = [:]
    for line in try lines("sdcTable_microdata1.csv").dropFirst() {
      counts["\(line[0]) | \(line[1])", default: 0] += 1
    }
    let figures = try expected("tauargus_ex2")
    #expect(counts == figures["counts"] as? [String: Int])
    let system = system(counts, primary: "A | female", need: .init(atMost: 0, atLeast: 3))
    let found = try check(system, least: 18 + 12 + 10)
    let published = try #require(figures["published_secondary"] as? [String])
    #expect(Set(found.added.map { names[$0] }) == Set(published))
  }
}

/// Patterns known from the literature to look safe and not to be.
@Suite("Patterns that look safe") struct DeceptivePatternTests {
  /// After the groups of sdcTable's tests: A2 B2 I8 J8 K3 L3 M3 N7, in two counties and in two other groups.
  private var groups: CellSystem {
    var system = CellSystem()
    for count in [2, 2, 8, 8, 3, 3, 3, 7] as [Double] {
      system.cells.append(
        count < 3
          ? .init(count, .hidden, need: .init(atMost: 0, atLeast: 3))
          : .init(count, .open(loss: count), need: nil))
    }
    let wholes: [([Int], Double)] = [
      ([0, 1, 2, 3], 20), ([4, 5, 6, 7], 16), ([5, 6], 6), ([0, 1, 2, 3, 4, 7], 30),
    ]
    for (parts, sum) in wholes {
      system.cells.append(.init(sum, .fixed))
      system.equations.append(.sum(of: parts, is: system.cells.count - 1))
    }
    return system
  }

  @Test("two groupings of the same groups, each safe alone, do not give away K = 3")
  func linkedGroups() throws {
    var system = groups
    for group in [4, 5, 6] {
      system.cells[group].state = .hidden
      system.cells[group].need = .init(atMost: 2, atLeast: 4)
    }
    // {K L M N} hides K, L and M, {L M} hides both: yet their difference is K.
    let verdict = try #require(try SuppressionAudit().audit(system, hidden: []).first { $0.cell == 4 })
    #expect(!verdict.isSafe)
    #expect((verdict.lowest, verdict.highest) == (3, 3))
    let found = try SuppressionSolver().solve(system)
    let held = try #require(found.verdicts.first { $0.cell == 4 })
    #expect(held.isSafe && held.lowest <= 2 && held.highest >= 4)
  }

  @Test("two hidden cells in every line still give one away: 236 - 189 = 47")
  func twoInEveryLine() throws {
    // What the first two columns hide is 236 together, of which the first two rows hide 189: all but one cell.
    let counts = [[20, 50, 10, 80], [52, 67, 22, 54], [17, 32, 12, 64], [31, 47, 15, 38]]
    let system = table(counts, below: 0, fixedMargins: true)
    let hidden: Set = [0, 1, 4, 5, 10, 11, 13, 14, 15]
    var asked = system
    for cell in hidden {
      asked.cells[cell].need = .init(
        atMost: system.cells[cell].value - 1, atLeast: system.cells[cell].value + 1)
    }
    let verdicts = try SuppressionAudit().audit(asked, hidden: hidden)
    let open = verdicts.filter { !$0.isSafe }
    #expect(open.map(\.cell) == [13])
    #expect(open.map(\.lowest) == [47] && open.map(\.highest) == [47])
  }
}
