using System.Data;
using CrossSell.Ledger;
using Npgsql;

namespace CrossSell.Storage.PostgreSql;

/// <content>What is shown of the locked roots.</content>
public sealed partial class PostgreSqlLedgerStore
{
    private async Task<LedgerView> ViewAsync(
        NpgsqlConnection connection, LedgerSelection selection, DateTimeOffset now, List<Objection> objections, IReadOnlyList<Volume> volumes, CancellationToken cancellationToken)
    {
        List<RootView> roots = [];
        if (selection.Roots.Count > 0)
        {
            NpgsqlBatch batch = connection.CreateBatch();
            await using (batch.ConfigureAwait(false))
            {
                foreach (RootSelection root in selection.Roots)
                {
                    _reader.Ask(batch, selection, root, now);
                }

                NpgsqlDataReader rows = await batch.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
                await using (rows.ConfigureAwait(false))
                {
                    foreach (RootSelection root in selection.Roots)
                    {
                        roots.Add(await LedgerReader.ReadAsync(rows, selection, root, objections, cancellationToken).ConfigureAwait(false));
                    }
                }
            }
        }

        return new LedgerView(
            now, roots, [.. objections.OrderBy(row => row.At).DistinctBy(row => (row.Subject, row.Channel, row.Purpose, row.IsLift, row.At))], volumes);
    }

    private async Task<List<Objection>> ObjectionsAsync(NpgsqlConnection connection, LedgerSelection selection, CancellationToken cancellationToken)
    {
        List<Objection> objections = [];
        foreach (ContactPointHash subject in selection.ObjectionSubjects.Distinct())
        {
            var command = new NpgsqlCommand(
                $"SELECT subject, channel, purpose, at, is_lift FROM {_options.Schema}.objection WHERE root_key = $1 AND tenant = $2 AND subject = $3", connection);
            await using (command.ConfigureAwait(false))
            {
                command.Parameters.AddRange((NpgsqlParameter[])[Sql.Text(Sql.RootOf(subject)), Sql.Text(selection.Tenant), Sql.Text(subject.ToString())]);
                NpgsqlDataReader rows = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
                await using (rows.ConfigureAwait(false))
                {
                    objections.AddRange(await LedgerReader.AllAsync(rows, Records.Objection, cancellationToken).ConfigureAwait(false));
                }
            }
        }

        return objections;
    }
}
