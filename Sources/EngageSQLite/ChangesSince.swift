public import EngageModel
public import EngageStore
import GRDB

extension SQLiteStore {
  public func changes(after number: Int64, survey: Survey.ID?) throws -> ChangeCounts {
    try read { db in
      let last = try Int64.fetchOne(db, sql: "SELECT max(number) FROM changes") ?? 0
      let rows = try Row.fetchAll(
        db,
        sql: """
          SELECT c.action, count(*) FROM changes c LEFT JOIN batches b ON b.number = c.batch
            LEFT JOIN surveys s ON s.id = coalesce(c.survey, b.survey)
            WHERE c.number > ? AND (? IS NULL OR s.name = ? OR s.id IS NULL AND c.action = 'counted')
            GROUP BY c.action
          """, arguments: [number, survey?.rawValue, survey?.rawValue])
      let counts = rows.compactMap { row in Change.Action(rawValue: row[0]).map { ($0, row[1] as Int) } }
      return ChangeCounts(last: last, counts: Dictionary(uniqueKeysWithValues: counts))
    }
  }
}
