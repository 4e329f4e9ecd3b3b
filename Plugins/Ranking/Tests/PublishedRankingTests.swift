import EngageModel
import EngageReport
import EngageTesting
import Foundation
import Ranking
import Testing

/// Films of a published survey in the order of people's preference, with how often each took each place.
struct PublishedRankings {
  let rankings: AnalysisCase
  /// Those of people who saw all six films.
  let sawAll: AnalysisCase
  let rankCounts: [String: [String: Int]]
  let firstsOfThoseWhoSawAll: [String: Int]

  /// `nil` where the file is not there.
  init?() {
    struct Expected: Decodable {
      let rankCounts: [String: [String: Int]]
      let firsts: [String: Int]
      enum CodingKeys: String, CodingKey {
        case rankCounts = "rank_counts"
        case firsts = "first_place_among_those_who_saw_all_six"
      }
    }
    guard let folder = RepositoryFolder.shared("data/surveymonkey-star-wars"),
      let known = try? Data(contentsOf: URL(filePath: folder + "/expected.json")),
      let expected = try? JSONDecoder().decode(Expected.self, from: known),
      let bytes = try? Data(contentsOf: URL(filePath: folder + "/StarWars.csv"))
    else {
      print("SKIPPED: the ranked films of surveymonkey-star-wars can't be read")
      return nil
    }
    (rankCounts, firstsOfThoseWhoSawAll) = (expected.rankCounts, expected.firsts)
    // No cell up to the ranks has a comma or a line break in it; the films are the titles in the second line.
    let lines = String(decoding: bytes, as: UTF8.self).split(whereSeparator: \.isNewline)
      .map { $0.split(separator: ",", omittingEmptySubsequences: false) }
    let question = Question(
      id: "films", type: .rank, label: "Which do you like best?",
      choices: lines[1][9..<15].enumerated().map {
        Choice(id: Choice.ID("film\($0)"), label: LocalizedText(String($1)))
      })
    let survey = Survey(id: "films", title: "Films", questions: [question])
    let session = SessionReference(event: "event", session: "session")
    let schema = BatchSchema(questions: [question], sessions: [session])
    var (all, some) = (ResponseBatch(schema: schema), ResponseBatch(schema: schema))
    for line in lines.dropFirst(2) {
      let placed = line[9..<15].enumerated().compactMap { film, place in
        Int(place).map { (place: $0, id: question.choices[film].id) }
      }
      var response = Response(session: session)
      if !placed.isEmpty {
        response.answers["films"] = .ranking(placed.sorted { $0.place < $1.place }.map(\.id))
      }
      all.append(response)
      if line[3..<9].allSatisfy({ !$0.isEmpty }) { some.append(response) }
    }
    rankings = AnalysisCase(survey: survey, batch: all)
    sawAll = AnalysisCase(survey: survey, batch: some)
  }
}

@Suite struct PublishedRankingTests {
  @Test func publishedPlacesComeOut() throws {
    guard let films = PublishedRankings() else { return }
    let section = try films.rankings.section(of: Ranking.self)
    let table = try #require(section.table("films"))
    for row in table.rows.indices {
      let film = try #require(table.cells(of: "label")[row].words)
      let places = try #require(films.rankCounts[film])
      let ranked = places.values.reduce(0, +)
      let sum = places.reduce(0) { $0 + (Int($1.key) ?? 0) * $1.value }
      #expect(table.cells(of: "first")[row].amount == places["1"].map(Double.init), "\(film)")
      #expect(table.cells(of: "ranked")[row].amount == Double(ranked))
      #expect(table.cells(of: "mean_place")[row] == .number(Double(sum) / Double(ranked)))
    }
    // Counted apart in Python from the file: 836 rankings, two of them partial.
    #expect(table.base?.answered == 836)
    #expect(table.cells(of: "borda") == [1893, 1599, 1385, 2280, 2915, 2468].map(Cell.number))
    let pairs = try #require(section.table("films-pairs"))
    #expect(
      pairs.rows[4].dropFirst(2) == [
        .number(623), .number(644), .number(625), .number(432), .missing, .number(591),
      ])
    #expect(section.statements.last?.text.contains("Empire Strikes Back” beats every other choice") == true)
    #expect(try films.rankings.brokenLaws(of: Ranking.self) == [])
  }

  @Test func publishedFirstPlacesOfThoseWhoSawAllComeOut() throws {
    guard let films = PublishedRankings() else { return }
    let table = try #require(films.sawAll.section(of: Ranking.self).table("films"))
    #expect(table.base?.answered == 471)
    for row in table.rows.indices {
      let film = try #require(table.cells(of: "label")[row].words)
      #expect(
        table.cells(of: "first")[row].amount == films.firstsOfThoseWhoSawAll[film].map(Double.init), "\(film)"
      )
    }
  }
}
