using System.Text.Json;
using CrossSell.Ledger;

namespace CrossSell.ContactPolicy;

/// <summary>Reads a policy from JSON and collects everything that is wrong with it.</summary>
internal sealed class PolicyReader(string source)
{
    private readonly List<string> _faults = [];

    /// <exception cref="PolicyException">There are faults.</exception>
    public PolicySet Read(string json)
    {
        PolicySetBuilder builder;
        try
        {
            using var document = JsonDocument.Parse(json, new JsonDocumentOptions { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip });
            builder = Policy(new PolicyNode(document.RootElement, "$", _faults));
        }
        catch (JsonException e)
        {
            throw new PolicyException(source, [JsonFault.Of(e)]);
        }

        _faults.AddRange(_faults.Count == 0 ? builder.Validate() : []);
        return _faults.Count == 0 ? builder.Build() : throw new PolicyException(source, _faults);
    }

    private static PolicySetBuilder Policy(PolicyNode root)
    {
        var builder = new PolicySetBuilder();
        if (root.Members("id", "version", "zone", "rules", "quietHours", "exemptions", "permissions") is not { } members)
        {
            return builder;
        }

        builder.Id = root.Needed(members, "id", "the policy's id").Text();
        builder.Version = root.Needed(members, "version", "the policy's version, a text").Text();
        builder.OrganizationZone = root.Needed(members, "zone", "the IANA id of a zone such as Europe/Berlin").Text();
        foreach (PolicyNode rule in members.TryGetValue("rules", out PolicyNode rules) ? rules.Items() : [])
        {
            if (RuleReader.Read(rule) is { } read)
            {
                builder.Add(read);
            }
        }

        foreach (PolicyNode quiet in members.TryGetValue("quietHours", out PolicyNode quietHours) ? quietHours.Items() : [])
        {
            if (QuietReader.Read(quiet) is { } read)
            {
                builder.Add(read);
            }
        }

        builder.Exemptions = members.TryGetValue("exemptions", out PolicyNode exemptions) ? Exemptions(exemptions) : builder.Exemptions;
        builder.Permissions = members.TryGetValue("permissions", out PolicyNode permissions) ? Permissions(permissions) : builder.Permissions;
        return builder;
    }

    private static PolicyExemptions Exemptions(PolicyNode node)
    {
        PolicyExemptions usual = PolicyExemptions.Usual;
        return node.Members("inbound", "requestedByCustomer", "purposes", "named") is not { } members ? usual : usual with
        {
            Inbound = members.TryGetValue("inbound", out PolicyNode inbound) ? inbound.Flag() : usual.Inbound,
            RequestedByCustomer = members.TryGetValue("requestedByCustomer", out PolicyNode requested) ? requested.Flag() : usual.RequestedByCustomer,
            Purposes = members.TryGetValue("purposes", out PolicyNode purposes) ? purposes.Choices<ContactPurpose>() : usual.Purposes,
            Named = members.TryGetValue("named", out PolicyNode named) ? [.. named.Items().Select(Named)] : usual.Named,
        };
    }

    private static NamedExemption Named(PolicyNode node) => node.Members("name", "actor", "reason") is { } members
        ? new NamedExemption(
            node.Needed(members, "name", "the name that contacts claim").Text(),
            node.Needed(members, "actor", "who answers for it").Text(),
            node.Needed(members, "reason", "why").Text())
        : new NamedExemption("?", "?", "?");

    private static PermissionRules Permissions(PolicyNode node) => node.Members("asksConsent", "channels") is not { } members ? PermissionRules.OptIn : new PermissionRules
    {
        AsksConsent = node.Needed(members, "asksConsent", "true or false").Flag(),
        Channels = members.TryGetValue("channels", out PolicyNode channels) ? [.. channels.Items().Select(Channel)] : [],
    };

    private static ChannelConsentRule Channel(PolicyNode node) => node.Members("channel", "accepted", "needsEvidence") is { } members
        ? new ChannelConsentRule(
            node.Needed(members, "channel", "the channel's name").Text(),
            node.Needed(members, "accepted", "a list of the bases that will do, [] for none needed").Choices<ConsentBasis>(),
            members.TryGetValue("needsEvidence", out PolicyNode needsEvidence) && needsEvidence.Flag())
        : new ChannelConsentRule("?", [ConsentBasis.OptIn]);
}
