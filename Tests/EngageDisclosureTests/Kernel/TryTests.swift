import EngageDisclosure
import Testing
@Suite struct TryTests {
  @Test func small() throws {
    for i in 0..<400 where i % 8 == 7 || i % 8 == 6 {
      let (k, s) = try RandomSystems.make(i)
      do { _ = try SuppressionSolver().solve(s) } catch { print(i, k, error) }
    }
  }
}
