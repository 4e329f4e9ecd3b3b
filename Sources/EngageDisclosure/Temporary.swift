import EngageReport
extension Table { var rowCounts: [String: Counted] { [:] } }
extension Report { var merged: [String: [String: [String]]] { [:] } }
