using ArchUnitNET.Domain;
using ArchUnitNET.Domain.Dependencies;
using ArchUnitNET.Fluent;
using ArchUnitNET.Fluent.Conditions;
using ArchUnitNET.Fluent.Syntax.Elements.Types;
using Xtablo.Application.Common;
using Xtablo.Domain.Common;
using static ArchUnitNET.Fluent.ArchRuleDefinition;
using Code = ArchUnitNET.Domain.Architecture;

namespace Xtablo.Architecture.Tests;

/// <summary>A rule of the architecture, and the planted type that breaks it, this one alone.</summary>
/// <param name="Subjects">What the rule is about.</param>
public sealed record Rule(string Name, IArchRule Check, Func<Code, IEnumerable<object>> Subjects, string Offender);

/// <summary>
/// What the references between the projects allow and must not be. What they forbid already, such as the domain naming
/// the application, does not compile and needs no rule.
/// </summary>
internal static class Rules
{
    public static readonly IReadOnlyList<Rule> All =
    [
        Types("The domain depends only on itself, the base library and the guard clauses",
            type => type.IsOf("Domain"),
            DependOnlyOn("itself, the base library or the guard clauses", type =>
                type.IsOf("Domain") || type.IsInNamespace("System", "Ardalis.GuardClauses") || IsOfTheCompiler(type)),
            nameof(Domain.Violations.LogsForItself)),

        NotDepend("The application never depends on EF Core", InApplication,
            type => type.IsInNamespace("Microsoft.EntityFrameworkCore"), nameof(Application.Violations.QueriesWithEntityFramework)),
        NotDepend("The application never depends on Npgsql", InApplication,
            type => type.IsInNamespace("Npgsql"), nameof(Application.Violations.SpeaksNpgsql)),
        NotDepend("The application never depends on ASP.NET Core", InApplication,
            type => type.IsInNamespace("Microsoft.AspNetCore"), nameof(Application.Violations.ReadsTheRequest)),

        NotDepend("No type in Web except Program names an Infrastructure type",
            type => type.IsOf("Web") && !type.Is(typeof(Program)),
            type => type.IsOf("Infrastructure"), nameof(Web.Violations.PreparesTheDatabase)),
        NotDepend("No controller takes a type of Identity",
            type => type.IsOf("Web") && type.Name.EndsWith("Controller", StringComparison.Ordinal),
            type => type.IsInNamespace("Microsoft.AspNetCore.Identity"), nameof(Web.Violations.IdentityController)),
        NotDepend("Controllers and views never hold an aggregate or a part of one",
            type => type.IsOf("Web"), IsEntity, nameof(Web.Violations.ShowsAnAggregate)),

        Types("A domain event is sealed, unless it is what several extend",
            type => IsDomainEvent(type) && type is not Class { IsAbstract: true },
            That("is sealed", type => type is Class { IsSealed: true }), nameof(Domain.Violations.EventThatCanBeInherited)),
        Types("A domain event is a record",
            IsDomainEvent,
            That("is a record", type => type is Class { IsRecord: true }), nameof(Domain.Violations.EventThatIsNoRecord)),
        NotDepend("A domain event holds values, no aggregate or entity",
            IsDomainEvent, IsEntity, nameof(Domain.Violations.EventWithAnAggregate)),
        Types("Each domain event has a handler, of its own type or of one that it extends",
            type => IsDomainEvent(type) && type is Class { IsAbstract: false },
            That("has a handler", type => WithBases(type).Any(IsHandled)), nameof(Domain.Violations.EventThatNobodyHandles)),

        DomainPropertiesHaveNoPublicSetter(),

        Types("A command handler never takes another command handler",
            IsCommandHandler,
            That("takes no command handler", type => !type.Dependencies.Any(TakesAHandler)), nameof(Application.Violations.CallAnotherHandler)),

        FoldersFormNoCircle("Domain", nameof(Domain.Hens.HenOfTheDomain)),
        FoldersFormNoCircle("Application", nameof(Application.Hens.HenNeedsEgg)),
        FoldersFormNoCircle("Infrastructure", nameof(Infrastructure.Hens.HenOfTheInfrastructure)),
        FoldersFormNoCircle("Web", nameof(Web.Hens.HenOfTheWeb)),

        Types("A command handler is sealed",
            IsCommandHandler,
            That("is sealed", type => type is Class { IsSealed: true }), nameof(Application.Violations.ExtendHandler)),
        Types("A command handler is named after its command",
            IsCommandHandler,
            That("is named after its command", type => string.Equals(type.Name, $"{CommandOf(type).Name}Handler", StringComparison.Ordinal)), nameof(Application.Violations.NamedOtherwise)),
        Types("A command handler lives beside its command",
            IsCommandHandler,
            That("is in the namespace of its command", type => type.Namespace.Equals(CommandOf(type).Namespace)), nameof(Application.Violations.LiveApartHandler)),
        Types("Each command has exactly one handler",
            type => HandlersOf(type).Any(),
            That("has one handler", type => HandlersOf(type).Count() == 1), nameof(Application.Violations.DoTwice)),
    ];

    private static Rule Types(string name, Func<IType, bool> subject, Func<IType, ConditionResult> condition, string offender)
    {
        var subjects = Matching(subject, $"are subject to: {name}");
        return new(name, ArchRuleDefinition.Types().That().Are(subjects).Should().FollowCustomCondition(condition, name), subjects.GetObjects, offender);
    }

    private static Rule NotDepend(string name, Func<IType, bool> subject, Func<IType, bool> forbidden, string offender)
    {
        var subjects = Matching(subject, $"are subject to: {name}");

        // With the referenced types: the code that is loaded has none of EF Core's, and a rule about nothing never fails.
        var others = Matching(forbidden, $"are forbidden by: {name}", includeReferenced: true);
        return new(name, ArchRuleDefinition.Types().That().Are(subjects).Should().NotDependOnAny(others), subjects.GetObjects, offender);
    }

    /// <param name="description">Different for each: ArchUnitNET remembers what it found by the description alone.</param>
    private static GivenTypesConjunction Matching(Func<IType, bool> predicate, string description, bool includeReferenced = false) =>
        ArchRuleDefinition.Types(includeReferenced).That().FollowCustomPredicate(predicate, description);

    private static Rule DomainPropertiesHaveNoPublicSetter()
    {
        var properties = PropertyMembers().That().FollowCustomPredicate(p => p.DeclaringType.IsOf("Domain"), "are of the domain");
        return new("Domain properties have no public setter",
            PropertyMembers().That().Are(properties).Should().FollowCustomCondition(
                p => new ConditionResult(p, p.Writability != Writability.Writable || p.SetterVisibility != Visibility.Public, "has a public setter"),
                "have no public setter"),
            properties.GetObjects,
            nameof(Domain.Violations.AnyoneMaySet));
    }

    private static Rule FoldersFormNoCircle(string layer, string offender)
    {
        var name = $"The folders of {layer} form no circle";
        var subjects = Matching(type => type.IsInNamespace($"Xtablo.{layer}"), $"are subject to: {name}");
        return new(name, ArchRuleDefinition.Types().That().Are(subjects).Should().FollowCustomCondition(new NoCircle(layer)), subjects.GetObjects, offender);
    }

    private static Func<IType, ConditionResult> That(string description, Func<IType, bool> holds) =>
        type => new ConditionResult(type, holds(type), $"does not hold that it {description}");

    private static Func<IType, ConditionResult> DependOnlyOn(string description, Func<IType, bool> allowed) => type =>
    {
        var others = type.Dependencies.Select(d => d.Target).Where(target => !allowed(target)).Select(target => target.FullName).ToHashSet(StringComparer.Ordinal);
        return new ConditionResult(type, others.Count == 0, $"depends on {string.Join(", ", others)}, not only on {description}");
    };

    private static bool InApplication(IType type) => type.IsOf("Application");

    private static bool IsDomainEvent(IType type) =>
        type is not Interface && type.ImplementedInterfaces.Any(i => i.Is(typeof(IDomainEvent)));

    private static IEnumerable<IType> WithBases(IType type) => ((Class)type).InheritedClasses.Prepend(type);

    private static bool IsHandled(IType happened) =>
        happened.BackwardsDependencies.Select(d => d.Origin).Distinct().Any(origin => Handles(origin, happened));

    private static bool Handles(IType handler, IType happened) => handler.Dependencies.OfType<ImplementsInterfaceDependency>()
        .Any(d => d.Target.Is(typeof(IDomainEventHandler<>)) && d.TargetGenericArguments.First().Type.Equals(happened));

    /// <summary>Whatever in the domain is no value: it has a life of its own, or, as a password, must not be passed round.</summary>
    private static bool IsEntity(IType type) =>
        type is Class { IsRecord: false } entity && entity.IsOf("Domain") && !IsStatic(entity) && !IsException(entity);

    private static bool IsStatic(Class type) => type is { IsAbstract: true, IsSealed: true };

    private static bool IsException(Class type) => type.InheritedClasses.Any(c => c.Is(typeof(Exception)));

    /// <summary>What wraps any handler, as the measuring one does, is generic and is not a command's own.</summary>
    private static bool IsCommandHandler(IType type) =>
        type is Class && type.GenericParameters.Count == 0 && type.ImplementedInterfaces.Any(i => i.Is(typeof(ICommandHandler<,>)));

    private static bool TakesAHandler(ITypeDependency dependency) =>
        dependency is not ImplementsInterfaceDependency && !dependency.Target.Equals(dependency.Origin)
        && (dependency.Target.Is(typeof(ICommandHandler<,>)) || IsCommandHandler(dependency.Target));

    private static IType CommandOf(IType handler) => handler.Dependencies.OfType<ImplementsInterfaceDependency>()
        .Single(d => d.Target.Is(typeof(ICommandHandler<,>))).TargetGenericArguments.First().Type;

    private static IEnumerable<IType> HandlersOf(IType command) => command.BackwardsDependencies.Select(d => d.Origin).Distinct()
        .Where(user => IsCommandHandler(user) && CommandOf(user).Equals(command));

    /// <summary>Such as the array behind <c>[a, b]</c>, which the compiler writes outside of any namespace.</summary>
    private static bool IsOfTheCompiler(IType type) => type.Name.Contains('<', StringComparison.Ordinal) || type.IsInNamespace("Microsoft.CodeAnalysis");
}
