namespace Xtablo.Web.SignIn;

/// <summary>Marks endpoints read by scripts and not by people: without a session they return 401 and do not redirect.</summary>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class NeverRedirectedAttribute : Attribute;
