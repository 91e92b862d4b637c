namespace CrossSell.Ledger;

/// <summary>What a request must satisfy before the ledger looks at it.</summary>
internal static class ContactRequestCheck
{
    private const int LongestText = 512;
    private const int LongestList = 1000;

    public static IReadOnlyList<string> FailuresOf(ContactRequest request)
    {
        List<string> failures = [];
        Text(failures, nameof(request.Tenant), request.Tenant);
        Text(failures, nameof(request.IdempotencyKey), request.IdempotencyKey);
        Text(failures, nameof(request.Customer), request.Customer.Value);
        Text(failures, nameof(request.Channel), request.Channel);
        Optional(failures, nameof(request.Household), request.Household);
        Optional(failures, nameof(request.Account), request.Account);
        Optional(failures, nameof(request.Campaign), request.Campaign);
        Optional(failures, nameof(request.CustomerClass), request.CustomerClass);
        Optional(failures, nameof(request.Zone), request.Zone);
        Optional(failures, nameof(request.Exemption), request.Exemption);
        Optional(failures, nameof(request.ContactPoint), request.ContactPoint);
        Many(failures, nameof(request.Categories), request.Categories);
        Many(failures, nameof(request.Tags), request.Tags);
        Many(failures, nameof(request.Offers), request.Offers);
        if (failures.Count == 0 && request.Root is { } root && !request.Subjects.Contains(root))
        {
            failures.Add("Root must be one of the request's own subjects: its customer, household or account.");
        }

        if (request.Attempt < 1)
        {
            failures.Add($"Attempt is {request.Attempt}; it must be 1 or more.");
        }

        if (request.TimeToLive is { } life && life <= TimeSpan.Zero)
        {
            failures.Add($"TimeToLive is {life}; it must be above zero.");
        }

        Defined(failures, request);
        Volumes(failures, request.Volumes);
        return failures;
    }

    /// <summary>Text that a store can keep: not empty, not endless, no control characters (a database may refuse or cut them).</summary>
    public static void Text(List<string> failures, string name, string? value)
    {
        if (string.IsNullOrEmpty(value))
        {
            failures.Add($"{name} is empty; it must be given.");
        }
        else if (value.Length > LongestText)
        {
            failures.Add($"{name} has {value.Length} characters; at most {LongestText} are kept.");
        }
        else if (!IsPlain(value))
        {
            failures.Add($"{name} holds a control character or half a surrogate pair; plain text is expected.");
        }
    }

    private static bool IsPlain(string value)
    {
        for (int i = 0; i < value.Length; i++)
        {
            if (char.IsControl(value[i]))
            {
                return false;
            }

            if (char.IsSurrogate(value[i]))
            {
                if (i + 1 >= value.Length || !char.IsSurrogatePair(value[i], value[i + 1]))
                {
                    return false;
                }

                i++;
            }
        }

        return true;
    }

    private static void Optional(List<string> failures, string name, string? value)
    {
        if (value is not null)
        {
            Text(failures, name, value);
        }
    }

    private static void Many(List<string> failures, string name, IReadOnlyList<string>? values)
    {
        if (values is null)
        {
            failures.Add($"{name} is null; it must be a list, empty when there is nothing.");
            return;
        }

        if (values.Count > LongestList)
        {
            failures.Add($"{name} has {values.Count} entries; at most {LongestList} are kept.");
        }

        for (int i = 0; i < values.Count; i++)
        {
            if (values[i] is not { Length: > 0 and <= LongestText } value || !IsPlain(value))
            {
                Text(failures, $"{name}[{i}]", values[i]);
            }
        }

        if (values.Count > 1 && values.Distinct(StringComparer.Ordinal).Count() != values.Count)
        {
            failures.Add($"{name} names something twice.");
        }
    }

    private static void Defined(List<string> failures, ContactRequest request)
    {
        if (!Enum.IsDefined(request.Direction))
        {
            failures.Add($"Direction is {(int)request.Direction}; it must be Outbound or Inbound.");
        }

        if (!Enum.IsDefined(request.Purpose))
        {
            failures.Add($"Purpose is {(int)request.Purpose}; it must be Marketing, Service or Contractual.");
        }
    }

    private static void Volumes(List<string> failures, IReadOnlyList<VolumeTake> volumes)
    {
        foreach (VolumeTake take in volumes)
        {
            Text(failures, "A volume's key", take.Key);
            if (take.Period is null)
            {
                failures.Add($"The period of volume {take.Key} is null; it must be text, empty for none.");
            }

            if (take.Amount < 1)
            {
                failures.Add($"The amount taken from volume {take.Key} is {take.Amount}; it must be 1 or more.");
            }
        }

        if (volumes.Count > 1 && volumes.Select(take => new VolumeKey(take.Key, take.Period)).Distinct().Count() != volumes.Count)
        {
            failures.Add("Volumes names one volume of one period twice.");
        }
    }
}
