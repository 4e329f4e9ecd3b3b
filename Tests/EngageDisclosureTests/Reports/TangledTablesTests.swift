import EngageReport
import Testing

@testable import EngageDisclosure

@Suite struct TangledTablesTests {
  private static func table(_ section: Int) -> LinkedFigures.TablePlace {
    LinkedFigures.TablePlace(section: section, table: 0)
  }
  private let promoter = table(1)
  private let scales = table(2)
  private let targets = table(3)

  private func withheld(
    _ pairs: (Set<LinkedFigures.TablePlace>, Set<LinkedFigures.TablePlace>)...
  ) -> Set<LinkedFigures.TablePlace> {
    TangledTables(Set(pairs.map { TangledTables.Pair(first: $0.0, second: $0.1) })).withheld
  }

  /// 0 to 6, and 0 to 8, overlap with 6 to 10; they do not with each other.
  @Test func theTableThatOverlapsWithMostGoesAndTheOthersStay() {
    #expect(withheld(([promoter], [scales]), ([scales], [targets])) == [scales])
  }

  @Test func ofTwoTheLaterGoes() {
    #expect(withheld(([promoter], [scales])) == [scales])
    #expect(withheld(([scales], [promoter])) == [scales])
  }

  @Test func aFigureGoesWithAllTablesInWhichItStands() {
    #expect(withheld(([promoter, targets], [scales])) == [scales])
    #expect(withheld(([promoter, scales], [scales, targets])).count == 2)
  }

  @Test func whatOverlapsWithWhatIsOutGoes() {
    #expect(withheld(([promoter], []), ([promoter], [scales])) == [promoter])
    #expect(withheld(([], [])).isEmpty)
  }

  @Test func whatNeedNotHaveGoneIsGivenBack() {
    // Scales are in most pairs, but all they are tangled with must go for what is out.
    let pairs: Set<LinkedFigures.TablePlace> = withheld(
      ([promoter], [scales]), ([targets], [scales]), ([promoter], []), ([targets], []))
    #expect(pairs == [promoter, targets])
  }

  @Test func aTableThatOverlapsWithItselfGoes() {
    #expect(withheld(([targets], [targets])) == [targets])
  }

  @Test func whoeverSendsItReadsThatFiguresOverlap() {
    #expect(TableDoubts.Reason.overlap.words.contains("overlap"))
    #expect(TableDoubts.Reason.overlap.words != TableDoubts.Reason.contradiction.words)
  }
}
