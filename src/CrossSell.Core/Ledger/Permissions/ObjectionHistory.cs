namespace CrossSell.Ledger;

/// <summary>Rows are only ever added: what stands is what no later lift has ended.</summary>
internal static class ObjectionHistory
{
    /// <summary>The objections that stand, each with what it no longer stops, in the order of the rows.</summary>
    /// <param name="rows">Objections and lifts of any subjects.</param>
    public static IReadOnlyList<Objection> Standing(IReadOnlyList<Objection> rows)
    {
        // Hardly anybody takes an objection back: then the rows are what stands.
        if (!rows.Any(static row => row.IsLift))
        {
            return rows;
        }

        Objection[] lifts = [.. rows.Where(row => row.IsLift)];
        List<Objection> standing = [];
        foreach (Objection row in rows.Where(row => !row.IsLift))
        {
            // An objection of the same instant wins: in doubt nobody is contacted.
            (string, ContactPurpose)[] ended =
            [
                .. lifts.Where(lift => lift.Subject == row.Subject && lift.At > row.At && lift is { Channel: not null, Purpose: not null })
                    .Select(lift => (lift.Channel!, lift.Purpose!.Value)).Where(lifted => (row with { LiftedFor = [] }).Stops(lifted.Item1, lifted.Item2)).Distinct(),
            ];
            if (row.Channel is { } only && ended.Contains((only, row.Purpose ?? ContactPurpose.Marketing)))
            {
                continue;
            }

            standing.Add(ended.Length == 0 ? row : row with { LiftedFor = ended });
        }

        return standing;
    }
}
