namespace Xtablo.Web.SignIn;

/// <summary>Marks what a program reads and not a person: without a session it answers 401.</summary>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class NeverRedirectedAttribute : Attribute;
