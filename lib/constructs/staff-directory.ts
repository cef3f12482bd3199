import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import { AccountRecovery, FeaturePlan, Mfa, UserPool } from 'aws-cdk-lib/aws-cognito';
import { Construct } from 'constructs';
import { keepLogicalId } from './keep-logical-id.ts';

/** Passwords are long rather than odd: NIST SP 800-63B. */
const shortestPassword = 14;
const invitationDays = 3;

/**
 * Who may sign in, kept for ever. Only an administrator adds anybody; everybody has a second factor from an
 * authenticator app, because a text message can be had by whoever has the phone's number.
 */
export class StaffDirectory extends Construct {
  readonly userPool: UserPool;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    this.userPool = new UserPool(this, 'UserPool', {
      selfSignUpEnabled: false,
      signInAliases: { email: true },
      signInCaseSensitive: false,
      autoVerify: { email: true },
      standardAttributes: { email: { required: true, mutable: true } },
      mfa: Mfa.REQUIRED,
      mfaSecondFactor: { otp: true, sms: false },
      passwordPolicy: {
        minLength: shortestPassword,
        requireDigits: true,
        requireLowercase: true,
        requireUppercase: true,
        requireSymbols: true,
        tempPasswordValidity: Duration.days(invitationDays),
      },
      accountRecovery: AccountRecovery.EMAIL_ONLY,
      featurePlan: FeaturePlan.ESSENTIALS,
      deletionProtection: true,
      removalPolicy: RemovalPolicy.RETAIN,
      userInvitation: {
        emailSubject: 'Your sign-in',
        emailBody:
          'You have been given a sign-in. User name: {username}. Password for the first time, good for three days: {####}. You will be asked for a password of your own and for an authenticator app.',
      },
    });
    keepLogicalId(this.userPool, 'StaffUserPool');
  }
}
