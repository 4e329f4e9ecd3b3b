import EngageModel
import EngageReport
import EngageTesting
import Foundation
import NetPromoter
import Testing

/// The ratings of a published survey, and the score its owners computed.
struct PublishedRatings {
  let ratings: AnalysisCase
  let n: Double
  let score: Double
  let published: Double

  /// `nil` where the files are not there.
  init?() {
    struct Expected: Decodable {
      struct Score: Decodable {
        let n: Double
        let nps: Double
        let published: Double
      }
      let nps: Score
    }
    guard let folder = RepositoryFolder.shared("data/carpentries-longterm-2020-04"),
      let known = try? Data(contentsOf: URL(filePath: folder + "/expected.json")),
      let expected = try? JSONDecoder().decode(Expected.self, from: known),
      let bytes = try? Data(
        contentsOf: URL(filePath: folder + "/20200326-longterm-other_questions-no-open.csv"))
    else {
      print("SKIPPED: the ratings of carpentries-longterm-2020-04 can't be read")
      return nil
    }
    (n, score, published) = (expected.nps.n, expected.nps.nps, expected.nps.published)
    // The rating is the last column: no quoted cell stands after it.
    let lines = String(decoding: bytes, as: UTF8.self).split(whereSeparator: \.isNewline)
    let question = Question(id: "rating", type: .integer, label: "Would you recommend a workshop?")
    let session = SessionReference(event: "event", session: "session")
    var batch = ResponseBatch(schema: BatchSchema(questions: [question], sessions: [session]))
    for line in lines.dropFirst() {
      var response = Response(session: session)
      if let rating = line.split(separator: ",").last.flatMap({ Double($0) }) {
        response.answers["rating"] = .number(rating)
      }
      batch.append(response)
    }
    ratings = AnalysisCase(survey: Survey(id: "survey", title: "Survey", questions: [question]), batch: batch)
  }
}

@Suite struct PublishedScoreTests {
  @Test func thePublishedScoreComesOut() throws {
    guard let published = PublishedRatings() else { return }
    let section = try published.ratings.section(of: NetPromoter.self, questions: ["rating"])
    #expect(section.measure("answered") == published.n)
    let score = try #require(section.measure("nps"))
    #expect(abs(score - published.score) < 1e-12)
    #expect(score.rounded() == published.published)
    // SciPy 1.17, the likelihood maximised numerically: 0.51142005, 0.71799417 for 93, 32 and 9.
    let table = try #require(section.table("net-promoter"))
    #expect(abs(try #require(table.cell(row: "rating", column: "low")?.amount) - 51.142005) < 1e-6)
    #expect(abs(try #require(table.cell(row: "rating", column: "high")?.amount) - 71.799417) < 1e-6)
    #expect(
      section.statements.first?.text
        == "“Would you recommend a workshop?”: 93 of 134 (69%) gave 9 or 10 and 9 of 134 (7%) 0 to 6, a net promoter "
        + "score of 63 (interval 51 to 72).")
    #expect(try published.ratings.brokenLaws(of: NetPromoter.self, questions: ["rating"]) == [])
  }
}
