import EngageDisclosure
import Testing

@Suite struct CellSystemTests {
  @Test func aWholeIsTheSumOfItsParts() {
    let equation = CellSystem.Equation.sum(of: [1, 2], is: 0)
    #expect(equation.terms.map(\.factor) == [1, -1, -1])
    #expect(equation.terms.map(\.cell) == [0, 1, 2])
  }
}
