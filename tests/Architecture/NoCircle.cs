using ArchUnitNET.Domain;
using ArchUnitNET.Fluent.Conditions;
using Code = ArchUnitNET.Domain.Architecture;

namespace Xtablo.Architecture.Tests;

/// <summary>
/// No type leads, by what it depends on, out of its folder and back into it. A folder is the namespace below the layer's;
/// what is in folders below it counts as its own, and what composes the layer stands above them all.
/// </summary>
internal sealed class NoCircle(string layer) : ICondition<IType>
{
    private readonly string _prefix = $"Xtablo.{layer}.";

    public string Description => $"lead into no circle of the folders of {layer}";

    public IEnumerable<ConditionResult> Check(IEnumerable<IType> objects, Code architecture)
    {
        var types = objects.ToList();
        var needs = types.SelectMany(Steps)
            .GroupBy(step => step.From, step => step.To, StringComparer.Ordinal)
            .ToDictionary(group => group.Key, group => group.ToHashSet(StringComparer.Ordinal), StringComparer.Ordinal);
        return types.Select(type =>
        {
            var back = Steps(type).Where(step => Reaches(needs, step.To, step.From)).Select(step => step.To).Distinct(StringComparer.Ordinal).ToList();
            return new ConditionResult(type, back.Count == 0, $"is in a circle of {FolderOf(type)} with {string.Join(", ", back)}");
        });
    }

    public bool CheckEmpty() => true;

    private IEnumerable<(string From, string To)> Steps(IType type) => FolderOf(type) is not { } from
        ? []
        : type.Dependencies.Select(dependency => FolderOf(dependency.Target)).OfType<string>().Where(to => to != from).Select(to => (from, to));

    private string? FolderOf(IType type) => type.Namespace?.FullName.StartsWith(_prefix, StringComparison.Ordinal) is true
        ? type.Namespace.FullName[_prefix.Length..].Split('.')[0]
        : null;

    private static bool Reaches(Dictionary<string, HashSet<string>> needs, string from, string to)
    {
        var (seen, next) = (new HashSet<string>(StringComparer.Ordinal), new Queue<string>([from]));
        while (next.TryDequeue(out var folder))
        {
            if (folder == to)
            {
                return true;
            }

            foreach (var other in needs.GetValueOrDefault(folder) ?? [])
            {
                if (seen.Add(other))
                {
                    next.Enqueue(other);
                }
            }
        }

        return false;
    }
}
