using CrossSell.Ledger;

namespace CrossSell.Storage.Sqlite;

/// <summary>Reads what only export and erasure want: the decision log and the uses of consents.</summary>
internal static class LogReader
{
    public static IReadOnlyList<ConsentUse> ConsentUses(LedgerConnection connection, string tenant, string root)
    {
        List<ConsentUse> uses = [];
        using LedgerRows rows = connection.Query(
            "SELECT customer, consent, contact_id, at FROM consent_use WHERE tenant = @0 AND root_key = @1 ORDER BY at, consent, contact_id", tenant, root);
        while (rows.Read())
        {
            uses.Add(new ConsentUse(new CustomerId(rows.GetString(0)), rows.GetString(1), Id(rows, 2), rows.Instant(3)));
        }

        return uses;
    }

    public static IReadOnlyList<DecisionRecord> Decisions(LedgerConnection connection, string tenant, SubjectKey root)
    {
        Dictionary<Guid, List<Veto>> vetoes = [];
        using (LedgerRows rows = connection.Query(
            "SELECT decision_id, code, rule_id, rule_version, parameters, evidence, eligible_again_at FROM decision_reason WHERE tenant = @0 AND root_key = @1 "
            + "ORDER BY decision_id, place", tenant, root.ToString()))
        {
            while (rows.Read())
            {
                Guid id = Id(rows, 0);
                if (!vetoes.TryGetValue(id, out List<Veto>? list))
                {
                    vetoes.Add(id, list = []);
                }

                list.Add(new Veto
                {
                    Code = rows.GetString(1), RuleId = rows.Maybe(2), RuleVersion = rows.Maybe(3), Parameters = JsonLists.Pairs(rows.GetString(4)),
                    Evidence = JsonLists.Texts(rows.GetString(5)), EligibleAgainAt = rows.MaybeInstant(6),
                });
            }
        }

        List<DecisionRecord> decisions = [];
        using LedgerRows row = connection.Query(
            "SELECT d.id, d.at, d.mode, d.outcome, d.contact_id, d.policy_hash, d.exemption, d.subject FROM root_entry e CROSS JOIN decision d ON d.row = e.row "
            + "WHERE e.tenant = @0 AND e.root_key = @1 AND e.kind = 5 AND e.value = '' ORDER BY e.at, e.id", tenant, root.ToString());
        while (row.Read())
        {
            Guid id = Id(row, 0);
            decisions.Add(new DecisionRecord
            {
                Id = id, Root = root, At = row.Instant(1), Mode = row.GetString(2), Outcome = row.GetString(3), ContactId = Id(row, 4), PolicyHash = row.GetString(5),
                Exemption = row.Maybe(6), Subject = row.Maybe(7) is { } hex ? ContactPointHash.Parse(hex) : null, Vetoes = vetoes.TryGetValue(id, out List<Veto>? list) ? list : [],
            });
        }

        return decisions;
    }

    private static Guid Id(LedgerRows row, int column) => row.GetGuid(column);
}
