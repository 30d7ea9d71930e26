using ArchUnitNET.Domain;
using ArchUnitNET.Loader;
using Code = ArchUnitNET.Domain.Architecture;

namespace Xtablo.Architecture.Tests;

/// <summary>The code that the rules are held against: the program alone, and together with the planted offenders.</summary>
internal static class Layers
{
    private static readonly System.Reflection.Assembly[] Assemblies =
    [
        typeof(Domain.Common.AggregateRoot).Assembly,
        typeof(Application.ApplicationServices).Assembly,
        typeof(Infrastructure.InfrastructureServices).Assembly,
        typeof(global::Program).Assembly,
    ];

    public static readonly System.Reflection.Assembly Violations = typeof(Domain.Violations.LogsForItself).Assembly;

    public static readonly Code Program = new ArchLoader().LoadAssemblies(Assemblies).Build();

    public static readonly Code ProgramWithOffenders = new ArchLoader().LoadAssemblies([.. Assemblies, Violations]).Build();

    /// <summary>A type is of a layer by its assembly or, as the offenders are, by its namespace. Razor's types have only the first.</summary>
    public static bool IsOf(this IType type, string layer) =>
        string.Equals(type.Assembly.Name.Split(',')[0], $"Xtablo.{layer}", StringComparison.Ordinal) || type.IsInNamespace($"Xtablo.{layer}");

    public static bool IsInNamespace(this IType type, params string[] namespaces) => namespaces.Any(name =>
        $"{type.Namespace.FullName}.".StartsWith($"{name}.", StringComparison.Ordinal));

    public static bool Is(this IType type, System.Type other) => string.Equals(type.FullName, other.FullName, StringComparison.Ordinal);
}
