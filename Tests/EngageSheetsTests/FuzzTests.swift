import EngageTesting
import Testing

@testable import EngageFuzz

@Suite struct FuzzTests {
  @Test("Damaged files are answered with rows or with an error, for some seconds' worth of rounds")
  func rounds() throws {
    let scratch = try TemporaryFolder()
    let fuzzing = try Fuzzing(seed: 20_260_401, path: scratch.path("damaged"))
    for number in 0..<150 { try fuzzing.round(number) }
  }

  @Test("An archive taken apart and packed again is the same")
  func archives() throws {
    let archive = ZIPArchive(["a.xml": "<a/>", "b/c.txt": ""])
    let again = try #require(ZIPArchive(bytes: archive.packed()))
    #expect(again.files.map(\.name) == ["a.xml", "b/c.txt"])
    #expect(again.files.map(\.bytes) == archive.files.map(\.bytes))
  }
}
