import EngageDisclosure
import Testing

@Suite struct TryTests {
  @Test func small() throws {
    var n: [RandomSystems.Kind: [Int]] = [:]
    for i in 0..<80 {
      let (k, s) = RandomSystems.make(i)
      let clock = ContinuousClock()
      var ok = false
      var err: Any = 0
      let t = clock.measure {
        do {
          _ = try SuppressionSolver().solve(s)
          ok = true
        } catch { err = error }
      }
      print(i, k, s.cells.count, s.equations.count, ok, err, t)
      if !ok && s.cells.count < 20 {
        for (j, c) in s.cells.enumerated() { print("  ", j, c) }
        for e in s.equations { print("  ", e.terms.map { ($0.cell, $0.factor) }) }
      }
    }
  }
}
