import EngageDisclosure
import EngageExport
import EngageModel
import EngageTesting
import Foundation
import Testing

/// Files as they are written, checked by a program that shares no line with what wrote them.
@Suite("Records checked by pandas") struct OtherCheckerTests {
  static let pandas = OtherProgram.hasPython("pandas", otherwise: "no file of records is checked by it")

  /// For each survey: classes by the identifying columns, answers to sensitive ones, and whatever must not be there.
  private static let script = #"""
    import json, re, sys, pandas
    MISSING = {"", "not_asked", "prefer_not_to_say", "unreadable", "more_than_one_ticked", "between_two"}
    problems, files, cells, hidden = [], 0, 0, 0
    for about in json.load(open(sys.argv[1])):
        def bad(what): problems.append(f"{about['seed']}: {what}")
        data = pandas.read_csv(about["file"], dtype=str, keep_default_na=False)
        files += 1
        asked = {q["name"]: q for q in about["questions"]}
        columns = [c for c in data.columns if c != "key"]
        known = [c for c in columns if c == "session" or asked[c]["identifies"] or asked[c]["type"] in ("date", "time")]
        if len(data) != about["forms"]: bad("records")
        sizes = data.groupby(known).size() if known else pandas.Series([len(data)])
        if sizes.min() < 5: bad(f"a class of {sizes.min()}")
        for column in columns:
            question = asked.get(column)
            if question is None: continue
            if question["type"] in ("text", "calculate", "hidden"): bad(f"{column} holds words")
            for other in re.findall(r"\$\{(\w+)\}", question["conditions"]):
                if asked[other]["identifies"] or asked[other]["sensitive"]: bad(f"{column} tells of {other}")
                if column in known: bad(f"{other} tells of {column}")
                if asked[other]["type"] in ("date", "time"): bad(f"{column} tells of {other}")
            if not question["sensitive"]: continue
            if column not in about["included"]: bad(f"{column} is sensitive")
            rest = [c for c in known if c != column]
            groups = data.groupby(rest) if rest else [((), data)]
            for _, group in groups:
                shown = group[group[column] != about["withheld"]]
                if len(shown) and len(set(shown[column]) - MISSING) < 2: bad(f"{column} has one answer")
                if not len(shown) and column not in known: bad(f"{column} is withheld, though it identifies nobody")
        text = open(about["file"]).read()
        if "FORM-" in text or "18:00:00" in text: bad("a key or a time")
        if data["key"].duplicated().any() or list(data["key"]) != sorted(data["key"]): bad("keys")
        cells += data[known].size
        hidden += int((data[known] == about["withheld"]).sum().sum()) if known else 0
    json.dump({"problems": problems, "files": files, "cells": cells, "hidden": hidden}, sys.stdout)
    """#

  private struct About: Encodable {
    struct Asked: Encodable {
      var name: String
      var type: String
      var identifies: Bool
      var sensitive: Bool
      /// All that skip logic and calculations say, as written.
      var conditions: String
    }

    var seed: Int
    var file: String
    var forms: Int
    var withheld: String
    var included: [String]
    var questions: [Asked]
  }

  @Test(.enabled(if: pandas)) func threeHundredRandomSurveysKeepTheRules() throws {
    let folder = try TemporaryFolder()
    var all: [About] = []
    for seed in 1_000..<1_300 {
      let random = RandomForms(seed: UInt64(seed), most: 2_000)
      var records = RecordCase(random.survey, random.responses)
      if seed % 2 == 0 { records.included = random.sensitive }
      let forms = random.responses.count { $0.unit == .person }
      guard forms >= 5 else { continue }
      let protected = try records.protected()
      let path = folder.path("\(seed).csv")
      _ = try RecordExport(
        released: protected.survey, sessions: ProtectedRecords.sessions, legend: ["Legend"]
      )
      .write(from: protected.source, to: path, as: .csv, made: 0)
      all.append(
        About(
          seed: seed, file: path, forms: forms, withheld: protected.withheldWord,
          included: records.included.map(\.rawValue), questions: random.survey.questions.map(asked)))
    }
    try JSONEncoder().encode(all).write(to: URL(filePath: folder.path("all.json")))
    let data = try OtherProgram.run(
      "python3", ["-W", "ignore", "-c", OtherCheckerTests.script, folder.path("all.json")])
    let found = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
    #expect(found["problems"] as? [String] == [])
    #expect(found["files"] as? Int == all.count && all.count > 150)
    let cells = try #require(found["cells"] as? Int)
    let hidden = try #require(found["hidden"] as? Int)
    #expect(hidden < cells / 2, "\(hidden) of \(cells) identifying cells are withheld")
  }

  private func asked(_ question: Question) -> About.Asked {
    let conditions = [question.relevant, question.calculation].compactMap { $0?.source }
    let other = question.otherOf.map { ["${\($0)}"] } ?? []
    return About.Asked(
      name: question.id.rawValue, type: question.type.rawValue, identifies: question.identifies,
      sensitive: question.sensitive, conditions: (conditions + other).joined(separator: " "))
  }
}
