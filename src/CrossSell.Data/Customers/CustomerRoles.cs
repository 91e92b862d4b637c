namespace CrossSell.Data;

/// <summary>The columns of customers that are no features.</summary>
internal static class CustomerRoles
{
    public static IEnumerable<(string Role, string Column)> Of(CustomerColumns columns)
    {
        (string Role, string? Column)[] all = [("key", columns.Key), ("label", columns.Label), ("weight", columns.Weight), ("date", columns.AsOf)];
        foreach ((string role, string? column) in all)
        {
            if (column is not null)
            {
                yield return (role, column);
            }
        }
    }
}
