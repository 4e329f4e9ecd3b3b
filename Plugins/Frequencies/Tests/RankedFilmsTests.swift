import EngageModel
import EngageReport
import EngageTesting
import Foundation
import Frequencies
import Testing

/// Films of a published survey in the order of people's preference, with how often each took each place.
struct RankedFilms {
  let survey: Survey
  let batch: ResponseBatch
  /// By film and place.
  let expected: [String: [String: Int]]

  /// `nil` where the file is not there.
  init?() {
    struct Expected: Decodable {
      let rankCounts: [String: [String: Int]]
      enum CodingKeys: String, CodingKey { case rankCounts = "rank_counts" }
    }
    guard let folder = RepositoryFolder.shared("data"),
      let known = try? Data(contentsOf: URL(filePath: folder + "/surveymonkey-star-wars/expected.json")),
      let counts = try? JSONDecoder().decode(Expected.self, from: known),
      let bytes = try? Data(contentsOf: URL(filePath: folder + "/surveymonkey-star-wars/StarWars.csv"))
    else {
      print("SKIPPED: the ranked films of surveymonkey-star-wars can't be read")
      return nil
    }
    expected = counts.rankCounts
    // No cell up to the ranks has a comma or a line break in it; the films are the titles in the second line.
    let lines = String(decoding: bytes, as: UTF8.self).split(whereSeparator: \.isNewline)
      .map { $0.split(separator: ",", omittingEmptySubsequences: false) }
    let question = Question(
      id: "films", type: .rank, label: "Which do you like best?",
      choices: lines[1][9..<15].enumerated().map {
        Choice(id: Choice.ID("film\($0)"), label: LocalizedText(String($1)))
      }
    )
    survey = Survey(id: "films", title: "Films", questions: [question])
    let session = SessionReference(event: "event", session: "session")
    var batch = ResponseBatch(schema: BatchSchema(questions: [question], sessions: [session]))
    for line in lines.dropFirst(2) {
      let placed = line[9..<15].enumerated().compactMap { film, place in
        Int(place).map { (place: $0, id: question.choices[film].id) }
      }
      var response = Response(session: session)
      if !placed.isEmpty {
        response.answers["films"] = .ranking(placed.sorted { $0.place < $1.place }.map(\.id))
      }
      batch.append(response)
    }
    self.batch = batch
  }
}

@Suite struct RankedFilmsTests {
  @Test func publishedRankingsAreCountedPlaceByPlace() throws {
    guard let films = RankedFilms() else { return }
    let section = try AnalysisCase(survey: films.survey, batch: films.batch).section(of: Frequencies.self)
    let table = try #require(section.table("films"))
    #expect(table.rows.count == films.expected.count)
    for row in table.rows.indices {
      let film = try #require(table.cells(of: "label")[row].words)
      let places = (1...6).map { table.cells(of: "place_\($0)")[row].amount }
      #expect(places == (1...6).map { films.expected[film]?["\($0)"].map(Double.init) }, "\(film)")
      #expect(table.cells(of: "responses")[row].amount == places.reduce(0) { $0 + ($1 ?? 0) })
    }
    #expect(try AnalysisCase(survey: films.survey, batch: films.batch).brokenLaws(of: Frequencies.self) == [])
  }
}
