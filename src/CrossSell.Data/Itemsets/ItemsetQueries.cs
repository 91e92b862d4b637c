using System.Data.Common;
using System.Globalization;
using System.Text;

namespace CrossSell.Data;

/// <summary>The statements of a partition in a database: counts of items, of pairs, of given itemsets.</summary>
internal sealed class ItemsetQueries(DbConnection connection, string query)
{
    // Databases take 999 parameters, or 500 terms of a UNION, at the least.
    private const int MostParameters = 900;
    private const int MostTerms = 300;

    // Equal rows once: the counts below count rows.
    private readonly string _rows =
        $"with source(basket, item) as ({query}), rows_of(basket, item) as (select distinct basket, item from source where basket is not null and item is not null)";

    public async Task<int> CountBasketsAsync(CancellationToken cancellation)
    {
        using DbCommand command = Command($"{_rows} select count(distinct basket) from rows_of");
        return ToCount((await command.ExecuteScalarAsync(cancellation).ConfigureAwait(false))!);
    }

    public async Task<List<(object Item, int Count)>> CountItemsAsync(CancellationToken cancellation)
    {
        using DbCommand command = Command($"{_rows} select item, count(*) from rows_of group by item");
        using DbDataReader reader = await command.ExecuteReaderAsync(cancellation).ConfigureAwait(false);
        List<(object, int)> items = [];
        while (await reader.ReadAsync(cancellation).ConfigureAwait(false))
        {
            items.Add((reader.GetValue(0), ToCount(reader.GetValue(1))));
        }

        return items;
    }

    /// <summary>The rows whose item the database takes for equal to an id.</summary>
    public async Task<int> CountRowsOfAsync(string id, CancellationToken cancellation)
    {
        using DbCommand command = Command($"{_rows} select count(*) from rows_of where item = @p0");
        DbParameter parameter = command.CreateParameter();
        parameter.ParameterName = "@p0";
        parameter.Value = id;
        command.Parameters.Add(parameter);
        return ToCount((await command.ExecuteScalarAsync(cancellation).ConfigureAwait(false))!);
    }

    /// <summary>The pairs that reach a count. Joining frequent items only is what makes it bearable, and is enough: parts of frequent itemsets are frequent.</summary>
    public async Task<List<(object Left, object Right, int Count)>> CountPairsAsync(int minCount, CancellationToken cancellation)
    {
        string least = minCount.ToString(CultureInfo.InvariantCulture);
        using DbCommand command = Command(
            $"{_rows}, frequent(item) as (select item from rows_of group by item having count(*) >= {least}), "
            + "kept(basket, item) as (select r.basket, r.item from rows_of r join frequent f on f.item = r.item) "
            + "select a.item, b.item, count(*) from kept a join kept b on b.basket = a.basket and a.item < b.item "
            + $"group by a.item, b.item having count(*) >= {least}");
        using DbDataReader reader = await command.ExecuteReaderAsync(cancellation).ConfigureAwait(false);
        List<(object, object, int)> pairs = [];
        while (await reader.ReadAsync(cancellation).ConfigureAwait(false))
        {
            pairs.Add((reader.GetValue(0), reader.GetValue(1), ToCount(reader.GetValue(2))));
        }

        return pairs;
    }

    /// <summary>Counts itemsets of one length.</summary>
    /// <param name="candidates">Their items, as the database handed them over.</param>
    /// <param name="cancellation">Ends the work.</param>
    public async Task<int[]> CountAsync(object[][] candidates, CancellationToken cancellation)
    {
        int[] counts = new int[candidates.Length];
        int atOnce = candidates.Length == 0 ? 1 : Math.Clamp(MostParameters / candidates[0].Length, 1, MostTerms);
        for (int from = 0; from < candidates.Length; from += atOnce)
        {
            object[][] batch = candidates[from..Math.Min(candidates.Length, from + atOnce)];
            using DbCommand command = CountCommand(batch);
            using DbDataReader reader = await command.ExecuteReaderAsync(cancellation).ConfigureAwait(false);
            while (await reader.ReadAsync(cancellation).ConfigureAwait(false))
            {
                counts[from + ToCount(reader.GetValue(0))] = ToCount(reader.GetValue(1));
            }
        }

        return counts;
    }

    private DbCommand CountCommand(object[][] batch)
    {
        int length = batch[0].Length;
        string columns = string.Join(", ", Enumerable.Range(1, length).Select(column => string.Create(CultureInfo.InvariantCulture, $"i{column}")));
        StringBuilder sql = new($"{_rows}, candidate(place, {columns}) as (");
        DbCommand command = Command("");
        for (int place = 0; place < batch.Length; place++)
        {
            sql.Append(place == 0 ? "" : " union all ").Append(CultureInfo.InvariantCulture, $"select {place}");
            foreach (object value in batch[place])
            {
                DbParameter parameter = command.CreateParameter();
                parameter.ParameterName = string.Create(CultureInfo.InvariantCulture, $"@p{command.Parameters.Count}");
                parameter.Value = value;
                command.Parameters.Add(parameter);
                sql.Append(", ").Append(parameter.ParameterName);
            }
        }

        sql.Append(") select c.place, count(*) from candidate c");
        for (int column = 1; column <= length; column++)
        {
            sql.Append(CultureInfo.InvariantCulture, $" join rows_of r{column} on r{column}.item = c.i{column}");
            sql.Append(column == 1 ? "" : string.Create(CultureInfo.InvariantCulture, $" and r{column}.basket = r1.basket"));
        }

#pragma warning disable CA2100 // Only the caller's own query is text; values are parameters.
        command.CommandText = sql.Append(" group by c.place").ToString();
#pragma warning restore CA2100
        return command;
    }

    private DbCommand Command(string sql)
    {
        DbCommand command = connection.CreateCommand();
#pragma warning disable CA2100 // Only the caller's own query is text; values are parameters.
        command.CommandText = sql;
#pragma warning restore CA2100
        return command;
    }

    private static int ToCount(object number) => Convert.ToInt32(number, CultureInfo.InvariantCulture);
}
